package io.windlass.core.sidecarset;

import io.windlass.core.model.Footprint;
import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectMeta;
import java.util.Optional;

/**
 * One SidecarSet as it is stored, in either version: metadata decoded, the rest raw, defaults not
 * filled in.
 *
 * @param spec {@code .spec} as it is
 * @param status {@code .status} as it is, empty if there is none
 */
public record SidecarSetView(ObjectMeta meta, Json.Obj spec, Json.Obj status) {
  public String name() {
    return meta.key().name();
  }

  public String uid() {
    return meta.uid();
  }

  /** Name of the newest ControllerRevision, empty text if there is none yet. */
  public String latestRevision() {
    return status.text("latestRevision").orElse("");
  }

  /** The SidecarSet that this one goes before, if it is a canary. */
  public Optional<String> base() {
    return Optional.ofNullable(meta.annotations().get(SidecarSetKeys.BASE))
        .filter(base -> !base.isEmpty())
        .filter(_ -> "true".equals(meta.annotations().get(SidecarSetKeys.CANARY)));
  }

  /** What the spec asks for, with every default. */
  public SidecarSetSpec filled() {
    return SidecarSetDefaults.fill(meta.labels(), spec.unpacked());
  }

  /** An equal view in the form in which many are kept. */
  public SidecarSetView packed() {
    return new SidecarSetView(meta, spec.packed(), status.packed());
  }

  /** An equal view that answers at once. */
  public SidecarSetView unpacked() {
    return new SidecarSetView(meta, spec.unpacked(), status.unpacked());
  }

  /** An equal view that uses the parts of what the SidecarSet was before where they are equal. */
  public SidecarSetView sharing(SidecarSetView kin) {
    return new SidecarSetView(
        meta.sharing(kin.meta), spec.sharing(kin.spec), status.sharing(kin.status));
  }

  /** What a view takes on the heap beyond what was counted before, in bytes. */
  public static long bytes(Footprint footprint, SidecarSetView view) {
    return footprint.of(view.meta) + footprint.of(view.spec) + footprint.of(view.status);
  }
}
