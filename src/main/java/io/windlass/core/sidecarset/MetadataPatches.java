package io.windlass.core.sidecarset;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonMerge;
import io.windlass.core.model.JsonText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Puts the annotations of a SidecarSet onto those of a pod. Stateless. */
public final class MetadataPatches {
  private MetadataPatches() {}

  /**
   * The annotations that change; empty if something is to be merged that is not JSON.
   *
   * @param annotations of the pod
   */
  public static Optional<Map<String, String>> changes(
      List<MetadataPatch> patches, Map<String, String> annotations) {
    Map<String, String> all = new HashMap<>(annotations);
    for (MetadataPatch patch : patches) {
      for (Map.Entry<String, String> entry : new TreeMap<>(patch.annotations()).entrySet()) {
        String before = all.getOrDefault(entry.getKey(), "");
        boolean exists = all.containsKey(entry.getKey());
        Optional<String> after =
            switch (patch.policy()) {
              case RETAIN -> Optional.of(exists ? before : entry.getValue());
              case OVERWRITE -> Optional.of(entry.getValue());
              case MERGE -> merged(before, entry.getValue());
            };
        if (after.isEmpty()) {
          return Optional.empty();
        }
        all.put(entry.getKey(), after.get());
      }
    }
    all.entrySet().removeIf(e -> e.getValue().equals(annotations.get(e.getKey())));
    return Optional.of(Map.copyOf(all));
  }

  // Merging the same once more must leave the text as it is.
  private static Optional<String> merged(String before, String patch) {
    if (before.isEmpty() || before.equals(patch)) {
      return Optional.of(
          JsonText.tryParse(patch).map(json -> withoutNulls(patch, json)).orElse(patch));
    }
    Optional<Json> target = JsonText.tryParse(before);
    Optional<Json> changes = JsonText.tryParse(patch);
    if (target.isEmpty() || changes.isEmpty()) {
      return Optional.empty();
    }
    Json after = JsonMerge.apply(target.get(), changes.get());
    return Optional.of(after.equals(target.get()) ? before : JsonText.canonical(after));
  }

  private static String withoutNulls(String patch, Json json) {
    Json merged = JsonMerge.apply(Json.Obj.EMPTY, json);
    return merged.equals(json) ? patch : JsonText.canonical(merged);
  }
}
