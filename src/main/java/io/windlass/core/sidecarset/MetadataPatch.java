package io.windlass.core.sidecarset;

import io.windlass.core.model.Json;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Annotations that a SidecarSet puts on its pods.
 *
 * @param annotations in the order of their keys
 */
public record MetadataPatch(Map<String, String> annotations, Policy policy) {
  public MetadataPatch {
    annotations = Map.copyOf(annotations);
  }

  /** What happens to an annotation that is there already. */
  public enum Policy {
    /** It stays. */
    RETAIN("Retain"),
    /** It is replaced. */
    OVERWRITE("Overwrite"),
    /** Both are JSON, and the new one is merged into it (RFC 7386). */
    MERGE("MergePatchJson");

    private final String word;

    Policy(String word) {
      this.word = word;
    }

    /** As the API has it. */
    public String word() {
      return word;
    }

    /** Reads the API's word; empty text is {@link #RETAIN}. */
    public static Optional<Policy> of(String word) {
      for (Policy policy : values()) {
        if (policy.word.equals(word)) {
          return Optional.of(policy);
        }
      }
      return word.isEmpty() ? Optional.of(RETAIN) : Optional.empty();
    }
  }

  /** Reads one entry of the list; a policy that nobody knows is {@link Policy#RETAIN}. */
  static MetadataPatch read(Json json) {
    Map<String, String> annotations = new TreeMap<>();
    json.object("annotations")
        .fields()
        .forEach((key, value) -> value.text().ifPresent(text -> annotations.put(key, text)));
    return new MetadataPatch(
        annotations, Policy.of(json.text("patchPolicy").orElse("")).orElse(Policy.RETAIN));
  }
}
