package io.windlass.core.podspec;

import static io.windlass.core.podspec.Filling.child;
import static io.windlass.core.podspec.Filling.each;
import static io.windlass.core.podspec.Filling.empty;
import static io.windlass.core.podspec.Filling.missing;

import io.windlass.core.model.Json;

/** The defaults of volumes and of claims. Stateless. */
public final class VolumeDefaults {
  private static final long READABLE = 0644;
  private static final long TOKEN_SECONDS = 3600;

  private VolumeDefaults() {}

  /** A volume with its defaults. */
  public static Json.Obj fill(Json.Obj volume) {
    Json.Obj filled =
        volume.fields().keySet().stream().allMatch("name"::equals)
            ? volume.with("emptyDir", Json.Obj.EMPTY)
            : volume;
    filled = child(filled, "secret", VolumeDefaults::readable);
    filled = child(filled, "configMap", VolumeDefaults::readable);
    filled = child(filled, "downwardAPI", source -> fields(readable(source)));
    filled = child(filled, "projected", VolumeDefaults::projected);
    filled = child(filled, "hostPath", source -> missing(source, "type", ""));
    filled = child(filled, "iscsi", source -> empty(source, "iscsiInterface", "default"));
    filled = child(filled, "rbd", VolumeDefaults::rbd);
    filled = child(filled, "azureDisk", VolumeDefaults::azureDisk);
    filled = child(filled, "scaleIO", VolumeDefaults::scaleIo);
    return child(
        filled,
        "ephemeral",
        source -> child(source, "volumeClaimTemplate", VolumeDefaults::volumeMode));
  }

  /** A claim template with its defaults. */
  public static Json.Obj fillClaim(Json.Obj claim) {
    return volumeMode(
        child(
            missing(claim, "status", Json.Obj.EMPTY),
            "status",
            status -> empty(status, "phase", "Pending")));
  }

  private static Json.Obj volumeMode(Json.Obj claim) {
    return child(claim, "spec", spec -> missing(spec, "volumeMode", "Filesystem"));
  }

  private static Json.Obj readable(Json.Obj source) {
    return missing(source, "defaultMode", READABLE);
  }

  private static Json.Obj fields(Json.Obj source) {
    return each(
        source,
        "items",
        item -> child(item, "fieldRef", field -> empty(field, "apiVersion", "v1")));
  }

  private static Json.Obj projected(Json.Obj source) {
    return each(
        readable(source),
        "sources",
        part ->
            child(
                child(part, "downwardAPI", VolumeDefaults::fields),
                "serviceAccountToken",
                token -> missing(token, "expirationSeconds", TOKEN_SECONDS)));
  }

  private static Json.Obj rbd(Json.Obj source) {
    return empty(
        empty(empty(source, "pool", "rbd"), "user", "admin"), "keyring", "/etc/ceph/keyring");
  }

  private static Json.Obj azureDisk(Json.Obj source) {
    Json.Obj filled = missing(source, "cachingMode", "ReadWrite");
    filled = missing(filled, "kind", "Shared");
    filled = missing(filled, "fsType", "ext4");
    return missing(filled, "readOnly", Json.of(false));
  }

  private static Json.Obj scaleIo(Json.Obj source) {
    return empty(empty(source, "storageMode", "ThinProvisioned"), "fsType", "xfs");
  }
}
