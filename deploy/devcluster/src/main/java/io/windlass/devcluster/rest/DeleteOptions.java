package io.windlass.devcluster.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.api.ApiException.Subject;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.document.Documents;
import java.util.List;
import java.util.Optional;

/**
 * How an object is to be deleted.
 *
 * @param uid empty if any
 * @param resourceVersion empty if any
 */
public record DeleteOptions(
    Optional<Long> gracePeriodSeconds,
    Optional<Propagation> propagationPolicy,
    String uid,
    String resourceVersion,
    boolean dryRun) {
  /** Nothing asked for. */
  public static final DeleteOptions PLAIN =
      new DeleteOptions(Optional.empty(), Optional.empty(), "", "", false);

  /** What becomes of the dependents. */
  public enum Propagation {
    BACKGROUND("Background"),
    FOREGROUND("Foreground"),
    ORPHAN("Orphan");

    private final String word;

    Propagation(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /** Reads a {@code DeleteOptions} document. */
  public static DeleteOptions of(JsonNode body) {
    JsonNode grace = body.path("gracePeriodSeconds");
    return new DeleteOptions(
        grace.isNumber() ? Optional.of(grace.asLong()) : Optional.empty(),
        propagation(body),
        Documents.text(body, "preconditions", "uid"),
        Documents.text(body, "preconditions", "resourceVersion"),
        !body.path("dryRun").isEmpty());
  }

  /** The same, for real or not. */
  public DeleteOptions withDryRun(boolean dry) {
    return new DeleteOptions(gracePeriodSeconds, propagationPolicy, uid, resourceVersion, dry);
  }

  private static Optional<Propagation> propagation(JsonNode body) {
    if (body.path("orphanDependents").isBoolean()) {
      checkAlone(body);
      boolean orphan = body.path("orphanDependents").asBoolean();
      return Optional.of(orphan ? Propagation.ORPHAN : Propagation.BACKGROUND);
    }
    String policy = body.path("propagationPolicy").asText("");
    return switch (policy) {
      case "" -> Optional.empty();
      case "Background" -> Optional.of(Propagation.BACKGROUND);
      case "Foreground" -> Optional.of(Propagation.FOREGROUND);
      case "Orphan" -> Optional.of(Propagation.ORPHAN);
      default -> throw unknownPolicy(policy);
    };
  }

  private static void checkAlone(JsonNode body) {
    String policy = body.path("propagationPolicy").asText("");
    if (!policy.isEmpty()) {
      String why =
          "Invalid value: \"%s\": orphanDependents and deletionPropagation cannot be both set"
              .formatted(policy);
      throw OptionFaults.invalid(
          "DeleteOptions", new Cause("FieldValueInvalid", why, "propagationPolicy"));
    }
  }

  private static ApiException unknownPolicy(String policy) {
    String why =
        "Unsupported value: \"%s\": supported values: \"Foreground\", \"Background\", \"Orphan\", \"nil\""
            .formatted(policy);
    return OptionFaults.invalid(
        "DeleteOptions", new Cause("FieldValueNotSupported", why, "propagationPolicy"));
  }

  /** The same as a review shows it. */
  Admission.Options forReview() {
    return new Admission.Options(dryRun, this::document);
  }

  private ObjectNode document() {
    ObjectNode document = Documents.object();
    document.put("kind", "DeleteOptions").put("apiVersion", "meta.k8s.io/v1");
    gracePeriodSeconds.ifPresent(seconds -> document.put("gracePeriodSeconds", seconds));
    if (!uid.isEmpty()) {
      document.withObjectProperty("preconditions").put("uid", uid);
    }
    if (!resourceVersion.isEmpty()) {
      document.withObjectProperty("preconditions").put("resourceVersion", resourceVersion);
    }
    propagationPolicy.ifPresent(policy -> document.put("propagationPolicy", policy.word()));
    if (dryRun) {
      document.putArray("dryRun").add("All");
    }
    return document;
  }

  /** 409 if the object is not the one that was meant. */
  void checkPreconditions(ResourceType type, JsonNode object) {
    JsonNode metadata = object.path("metadata");
    String foundUid = metadata.path("uid").asText();
    String foundVersion = metadata.path("resourceVersion").asText();
    if (!uid.isEmpty() && !uid.equals(foundUid)) {
      throw unmet(
          type,
          object,
          "the UID in the precondition (%s) does not match the UID in record (%s). The object might have been deleted and then recreated"
              .formatted(uid, foundUid));
    }
    if (!resourceVersion.isEmpty() && !resourceVersion.equals(foundVersion)) {
      throw unmet(
          type,
          object,
          "the ResourceVersion in the precondition (%s) does not match the ResourceVersion in record (%s). The object might have been modified"
              .formatted(resourceVersion, foundVersion));
    }
  }

  /** The same in the words in which a definition that is deleted alone is refused. */
  public void checkDefinition(ResourceType type, JsonNode object) {
    try {
      checkPreconditions(type, object);
    } catch (ApiException e) {
      throw ApiException.conflict(type, Documents.text(object, "metadata", "name"), e.getMessage());
    }
  }

  // Here the server names the kind where it otherwise names the plural.
  private static ApiException unmet(ResourceType type, JsonNode object, String why) {
    String name = Documents.text(object, "metadata", "name");
    String group = type.storedGroup();
    String kind = group.isEmpty() ? type.kind() : type.kind() + "." + group;
    return new ApiException(
        409,
        "Conflict",
        "Operation cannot be fulfilled on %s \"%s\": %s".formatted(kind, name, why),
        new Subject(group, type.kind(), name),
        List.of());
  }
}
