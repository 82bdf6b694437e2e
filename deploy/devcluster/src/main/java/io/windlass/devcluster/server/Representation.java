package io.windlass.devcluster.server;

import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Subject;
import java.util.List;
import java.util.Locale;

/** The forms in which objects are answered. */
enum Representation {
  OBJECT,
  TABLE,
  METADATA,
  YAML;

  /** The first form of an Accept header that is served; a 406 if there is none. */
  static Representation of(String accept) {
    if (accept.isBlank()) {
      return OBJECT;
    }
    for (String part : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
      List<String> words = List.of(part.trim().split("\\s*;\\s*"));
      boolean json = List.of("application/json", "*/*", "application/*").contains(words.getFirst());
      if (json && words.contains("as=table")) {
        return TABLE;
      }
      if (json && words.stream().anyMatch(word -> word.startsWith("as=partialobjectmetadata"))) {
        return METADATA;
      }
      if (json && words.stream().noneMatch(word -> word.startsWith("as="))) {
        return OBJECT;
      }
      if (words.getFirst().equals("application/yaml")) {
        return YAML;
      }
    }
    throw new ApiException(
        406,
        "NotAcceptable",
        "only the following media types are accepted: application/json, application/yaml",
        Subject.NONE,
        List.of());
  }
}
