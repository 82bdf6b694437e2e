package io.windlass.devcluster.server;

import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Subject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The forms in which objects are answered. */
enum Representation {
  OBJECT,
  TABLE,
  METADATA,
  METADATA_LIST,
  YAML;

  private static final Set<String> JSON = Set.of("application/json", "*/*", "application/*");

  /** The first form of an Accept header that is served; a 406 if there is none. */
  static Representation of(String accept) {
    if (accept.isBlank()) {
      return OBJECT;
    }
    for (String part : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
      Optional<Representation> form = ofPart(List.of(part.trim().split("\\s*;\\s*")));
      if (form.isPresent()) {
        return form.get();
      }
    }
    throw notAcceptable(
        "only the following media types are accepted: application/json, application/yaml");
  }

  /** A 406 for an Accept header that names no encoding that is served, whatever the form. */
  static void requireEncoding(String accept) {
    boolean served =
        accept.isBlank()
            || Stream.of(accept.toLowerCase(Locale.ROOT).split(",", -1))
                .map(part -> part.trim().split("\\s*;\\s*", 2)[0])
                .anyMatch(type -> JSON.contains(type) || type.equals("application/yaml"));
    if (!served) {
      throw notAcceptable(
          "only the following media types are accepted: application/json, application/yaml");
    }
  }

  private static Optional<Representation> ofPart(List<String> words) {
    Optional<String> as = words.stream().filter(word -> word.startsWith("as=")).findFirst();
    if (JSON.contains(words.getFirst())) {
      return as.isEmpty() ? Optional.of(OBJECT) : transformed(as.get().substring(3), words);
    }
    boolean yaml = words.getFirst().equals("application/yaml") && as.isEmpty();
    return yaml ? Optional.of(YAML) : Optional.empty();
  }

  private static Optional<Representation> transformed(String as, List<String> words) {
    if (!words.contains("g=meta.k8s.io") || !words.contains("v=v1")) {
      return Optional.empty();
    }
    return switch (as) {
      case "table" -> Optional.of(TABLE);
      case "partialobjectmetadata" -> Optional.of(METADATA);
      case "partialobjectmetadatalist" -> Optional.of(METADATA_LIST);
      default -> Optional.empty();
    };
  }

  /** The form, if it is one of a single object; a 406 otherwise. */
  Representation ofOne(String kind) {
    if (this == METADATA_LIST) {
      throw notAcceptable(
          "you requested PartialObjectMetadataList, but the requested object is not a list (%s)"
              .formatted(kind));
    }
    return this;
  }

  /** The same for a custom resource, of which the API server cannot tell that it is no list. */
  Representation ofOneCustom() {
    if (this == METADATA_LIST) {
      throw new ApiException(500, "", "content is not a list", Subject.NONE, List.of());
    }
    return this;
  }

  /** The form, if it is one of a list; a 406 otherwise. */
  Representation ofList(String kind) {
    if (this == METADATA) {
      throw notAcceptable(
          "you requested PartialObjectMetadata, but the requested object is a list (%sList)"
              .formatted(kind));
    }
    return this;
  }

  /** The form, if it can be watched; a 406 otherwise. */
  Representation ofEvents() {
    if (this == YAML || this == METADATA_LIST) {
      throw notAcceptable(
          "only the following media types are accepted: application/json;stream=watch");
    }
    return this;
  }

  private static ApiException notAcceptable(String why) {
    return new ApiException(406, "NotAcceptable", why, Subject.NONE, List.of());
  }
}
