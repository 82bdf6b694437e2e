package io.windlass.core.admission;

import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectKey;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an API server asks a webhook about.
 *
 * @param uid of the request
 * @param operation what is to be done
 * @param userVersion API version in which the user sent the object, {@code group/version}
 * @param key of the object; where the server will make up the name, the beginning of it
 * @param object as it would be stored, {@link Json.Obj#EMPTY} for a delete
 * @param oldObject as it is stored, {@link Json.Obj#EMPTY} for a create
 * @param dryRun whether nothing will be stored in the end
 * @param user who asks, {@code userInfo} of the review
 */
public record AdmissionRequest(
    String uid,
    Operation operation,
    String userVersion,
    ObjectKey key,
    Json.Obj object,
    Json.Obj oldObject,
    boolean dryRun,
    Json.Obj user) {
  private static final String UNNAMED = "unnamed";

  /** The same of a user who does not matter. */
  public AdmissionRequest(
      String uid,
      Operation operation,
      String userVersion,
      ObjectKey key,
      Json.Obj object,
      Json.Obj oldObject,
      boolean dryRun) {
    this(uid, operation, userVersion, key, object, oldObject, dryRun, Json.Obj.EMPTY);
  }

  /** What is to be done with an object. */
  public enum Operation {
    CREATE,
    UPDATE,
    DELETE,
    CONNECT
  }

  /** Reads {@code .request} of an AdmissionReview; throws with the field that cannot be read. */
  public static AdmissionRequest read(Json.Obj request) {
    Json.Obj asked =
        request.object("requestKind").fields().isEmpty()
            ? request.object("kind")
            : request.object("requestKind");
    String group = asked.text("group").orElse("");
    String version = asked.text("version").orElse("");
    return new AdmissionRequest(
        request.text("uid").orElseThrow(() -> new IllegalArgumentException("no request.uid")),
        operation(request.text("operation").orElse("")),
        group.isEmpty() ? version : group + "/" + version,
        new ObjectKey(request.text("namespace").orElse(""), name(request)),
        object(request, "object"),
        object(request, "oldObject"),
        request.bool("dryRun").orElse(false),
        object(request, "userInfo"));
  }

  // A name that the server makes up comes after the webhooks.
  private static String name(Json.Obj request) {
    Json.Obj metadata = request.object("object", "metadata");
    return Stream.of(request.text("name"), metadata.text("name"), metadata.text("generateName"))
        .flatMap(Optional::stream)
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse(UNNAMED);
  }

  // What is neither an object nor absent must not pass for an empty one.
  private static Json.Obj object(Json.Obj request, String field) {
    return switch (request.get(field).orElse(Json.Null.VALUE)) {
      case Json.Obj object -> object;
      case Json.Null() -> Json.Obj.EMPTY;
      default -> throw new IllegalArgumentException("request." + field + " is not an object");
    };
  }

  private static Operation operation(String text) {
    for (Operation operation : Operation.values()) {
      if (operation.name().equals(text)) {
        return operation;
      }
    }
    throw new IllegalArgumentException("unknown request.operation: " + text);
  }

  /** Whether the object is on its way out, so that only its finalizers matter. */
  public boolean isLeaving() {
    return operation == Operation.UPDATE
        && object
            .at("metadata", "deletionTimestamp")
            .filter(v -> v instanceof Json.Text)
            .isPresent();
  }
}
