package io.windlass.devcluster.auth.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.api.ApiException.Subject;
import io.windlass.devcluster.document.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Refuses reviews that ask nothing, or two things at once. Stateless. */
final class ReviewFaults {
  private static final String GROUP = "authorization.k8s.io";
  private static final Set<String> FILLED_IN = Set.of("creationTimestamp", "managedFields");

  private ReviewFaults() {}

  static void checkSelf(ObjectNode review) {
    List<Cause> causes = new ArrayList<>();
    target(review.path("spec"), causes);
    noMetadata(review, Set.of(), "must be empty", causes);
    refuse(causes);
  }

  static void checkSubject(ObjectNode review) {
    List<Cause> causes = new ArrayList<>();
    target(review.path("spec"), causes);
    subject(review.path("spec"), causes);
    noMetadata(review, Set.of(), "must be empty", causes);
    refuse(causes);
  }

  static void checkLocal(ObjectNode review, String namespace) {
    List<Cause> causes = new ArrayList<>();
    JsonNode spec = review.path("spec");
    target(spec, causes);
    subject(spec, causes);
    noMetadata(review, Set.of("namespace"), "must be empty except for namespace", causes);
    JsonNode resource = spec.path("resourceAttributes");
    String stated = Documents.text(resource, "namespace");
    if (resource.isObject() && !stated.equals(namespace)) {
      causes.add(
          invalid(
              "spec.resourceAttributes.namespace",
              "\"" + stated + "\"",
              "must match metadata.namespace"));
    }
    if (spec.path("nonResourceAttributes").isObject()) {
      causes.add(
          invalid("spec.nonResourceAttributes", shown(spec), "disallowed on this kind of request"));
    }
    refuse(causes);
  }

  private static void target(JsonNode spec, List<Cause> causes) {
    boolean resource = spec.path("resourceAttributes").isObject();
    boolean path = spec.path("nonResourceAttributes").isObject();
    if (resource && path) {
      causes.add(
          invalid(
              "spec.nonResourceAttributes",
              shown(spec),
              "cannot be specified in combination with resourceAttributes"));
    }
    if (!resource && !path) {
      causes.add(
          invalid(
              "spec.resourceAttributes",
              "\"null\"",
              "exactly one of nonResourceAttributes or resourceAttributes must be specified"));
    }
    selectors(spec.path("resourceAttributes"), causes);
  }

  private static void selectors(JsonNode attributes, List<Cause> causes) {
    for (String selector : List.of("labelSelector", "fieldSelector")) {
      String path = "spec.resourceAttributes." + selector;
      JsonNode requirements = attributes.path(selector).path("requirements");
      for (int i = 0; i < requirements.size(); i++) {
        requirement(requirements.path(i), path + ".requirements[" + i + "]", causes);
      }
    }
  }

  private static void requirement(JsonNode requirement, String path, List<Cause> causes) {
    boolean none = requirement.path("values").isEmpty();
    String operator = Documents.text(requirement, "operator");
    switch (operator) {
      case "In", "NotIn" -> {
        if (none) {
          String why = "Required value: must be specified when `operator` is 'In' or 'NotIn'";
          causes.add(new Cause("FieldValueRequired", why, path + ".values"));
        }
      }
      case "Exists", "DoesNotExist" -> {
        if (!none) {
          String why =
              "Forbidden: may not be specified when `operator` is 'Exists' or 'DoesNotExist'";
          causes.add(new Cause("FieldValueForbidden", why, path + ".values"));
        }
      }
      default ->
          causes.add(
              invalid(path + ".operator", '"' + operator + '"', "not a valid selector operator"));
    }
  }

  private static String shown(JsonNode spec) {
    JsonNode path = spec.path("nonResourceAttributes");
    return "authorization.NonResourceAttributes{Path:\"%s\", Verb:\"%s\"}"
        .formatted(Documents.text(path, "path"), Documents.text(path, "verb"));
  }

  private static void subject(JsonNode spec, List<Cause> causes) {
    if (Documents.text(spec, "user").isEmpty() && spec.path("groups").isEmpty()) {
      causes.add(invalid("spec.user", "\"\"", "at least one of user or group must be specified"));
    }
  }

  private static void noMetadata(
      ObjectNode review, Set<String> allowed, String words, List<Cause> causes) {
    JsonNode metadata = review.path("metadata");
    boolean stated =
        metadata
            .propertyStream()
            .filter(entry -> !allowed.contains(entry.getKey()))
            .filter(entry -> !FILLED_IN.contains(entry.getKey()))
            .anyMatch(entry -> !entry.getValue().isNull());
    if (stated) {
      causes.add(invalid("metadata", metadata.toString(), words));
    }
  }

  private static Cause invalid(String field, String shown, String words) {
    return new Cause("FieldValueInvalid", "Invalid value: " + shown + ": " + words, field);
  }

  // The API server has forgotten the kind when it says so.
  private static void refuse(List<Cause> causes) {
    if (causes.isEmpty()) {
      return;
    }
    String all =
        causes.stream().map(c -> c.field() + ": " + c.message()).collect(Collectors.joining(", "));
    String shown = causes.size() == 1 ? all : "[" + all + "]";
    String message = ".%s \"\" is invalid: %s".formatted(GROUP, shown);
    throw new ApiException(422, "Invalid", message, new Subject(GROUP, "", ""), causes);
  }
}
