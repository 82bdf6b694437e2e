package io.windlass.core.sidecarset;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import java.util.ArrayList;
import java.util.List;

/**
 * What a pod's annotation says of one SidecarSet that was injected into it.
 *
 * @param updatedAt as written, RFC 3339; empty text if it is not known
 * @param hash of the SidecarSet when pod and SidecarSet were last the same
 * @param sidecarSet its name
 * @param sidecars names of its containers, in ascending order
 * @param revision name of the ControllerRevision, empty if it is not known
 */
public record InjectionRecord(
    String updatedAt, String hash, String sidecarSet, List<String> sidecars, String revision) {
  public InjectionRecord {
    sidecars = List.copyOf(sidecars);
  }

  /** Of releases that wrote the bare hash. */
  static InjectionRecord ofHash(String sidecarSet, String hash) {
    return new InjectionRecord("", hash, sidecarSet, List.of(), "");
  }

  static InjectionRecord read(String sidecarSet, Json json) {
    List<String> sidecars = new ArrayList<>();
    json.items("sidecarList").forEach(name -> name.text().ifPresent(sidecars::add));
    return new InjectionRecord(
        json.text("updateTimestamp").orElse(""),
        json.text("hash").orElse(""),
        json.text("sidecarSetName").filter(name -> !name.isEmpty()).orElse(sidecarSet),
        sidecars,
        json.text("controllerRevision").orElse(""));
  }

  /** In the order of fields in which OpenKruise writes them. */
  void write(StringBuilder out) {
    out.append("{\"updateTimestamp\":");
    if (updatedAt.isEmpty()) {
      out.append("null");
    } else {
      JsonText.quote(updatedAt, out);
    }
    quote(",\"hash\":", hash, out);
    quote(",\"sidecarSetName\":", sidecarSet, out);
    out.append(",\"sidecarList\":[");
    for (int i = 0; i < sidecars.size(); i++) {
      quote(i == 0 ? "" : ",", sidecars.get(i), out);
    }
    out.append(']');
    if (!revision.isEmpty()) {
      quote(",\"controllerRevision\":", revision, out);
    }
    out.append('}');
  }

  private static void quote(String before, String text, StringBuilder out) {
    out.append(before);
    JsonText.quote(text, out);
  }

  /** Whether another says the same, whenever it was written. */
  public boolean sameButForTime(InjectionRecord other) {
    return hash.equals(other.hash)
        && sidecarSet.equals(other.sidecarSet)
        && sidecars.equals(other.sidecars)
        && revision.equals(other.revision);
  }
}
