package io.windlass.devcluster.api;

import java.util.List;

/**
 * A request that is answered with a {@code Status} of failure. Thrown anywhere below the HTTP
 * layer, turned into an answer in one place.
 */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String message;
  private final int code;
  private final String reason;
  private final transient Subject subject;
  private final transient List<Cause> causes;
  private final int retryAfterSeconds;
  private final String continueToken;
  private final boolean statesDetails;

  /** The object that the failure is about; parts may be empty. */
  public record Subject(String group, String kind, String name) {
    /** About nothing in particular. */
    public static final Subject NONE = new Subject("", "", "");
  }

  /**
   * One fault. {@code reason} is a CauseType such as {@code FieldValueInvalid}; {@code field} a
   * path such as {@code spec.replicas}.
   */
  public record Cause(String reason, String message, String field) {}

  /**
   * @param code the HTTP status
   * @param reason the machine-readable StatusReason, for example {@code NotFound}
   */
  public ApiException(
      int code, String reason, String message, Subject subject, List<Cause> causes) {
    this(code, reason, message, new Details(subject, causes, 0, "", true));
  }

  private ApiException(int code, String reason, String message, Details details) {
    super(message, null, false, false);
    this.message = message;
    this.code = code;
    this.reason = reason;
    this.subject = details.subject();
    this.causes = List.copyOf(details.causes());
    this.retryAfterSeconds = details.retryAfterSeconds();
    this.continueToken = details.continueToken();
    this.statesDetails = details.stated();
  }

  private record Details(
      Subject subject,
      List<Cause> causes,
      int retryAfterSeconds,
      String continueToken,
      boolean stated) {}

  /** The same refusal, with the advice to come back after a while. */
  public ApiException withRetryAfterSeconds(int seconds) {
    return new ApiException(
        code, reason, message, new Details(subject, causes, seconds, "", statesDetails));
  }

  /** The same refusal of a list, with the token that goes on regardless. */
  public ApiException withContinueToken(String token) {
    return new ApiException(code, reason, message, new Details(subject, causes, 0, token, true));
  }

  /** The same refusal, in a Status that has no details at all. */
  public ApiException withoutDetails() {
    return new ApiException(
        code, reason, message, new Details(Subject.NONE, List.of(), 0, "", false));
  }

  /** Where a list can go on that is no longer consistent; empty if it is not about one. */
  public String continueToken() {
    return continueToken;
  }

  /** Whether the Status has details, if only empty ones. */
  public boolean statesDetails() {
    return statesDetails;
  }

  /** When to come back; 0 if the server does not say. */
  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }

  @Override
  public String getMessage() {
    return message;
  }

  public int code() {
    return code;
  }

  public String reason() {
    return reason;
  }

  public Subject subject() {
    return subject;
  }

  public List<Cause> causes() {
    return causes;
  }

  /** 404, in the words of the API server: {@code pods "x" not found}. */
  public static ApiException notFound(ResourceType type, String name) {
    String message = "%s \"%s\" not found".formatted(type.qualifiedName(), name);
    return new ApiException(404, "NotFound", message, subject(type, name), List.of());
  }

  /** 403 for what nobody may do. */
  public static ApiException forbidden(ResourceType type, String name, String why) {
    String message = "%s \"%s\" is forbidden: %s".formatted(type.qualifiedName(), name, why);
    return new ApiException(403, "Forbidden", message, subject(type, name), List.of());
  }

  /** 409 for a name that is taken. */
  public static ApiException alreadyExists(ResourceType type, String name) {
    String message = "%s \"%s\" already exists".formatted(type.qualifiedName(), name);
    return new ApiException(409, "AlreadyExists", message, subject(type, name), List.of());
  }

  /** 409 for a stale version or an unmet precondition; {@code why} follows the usual first half. */
  public static ApiException conflict(ResourceType type, String name, String why) {
    String message =
        "Operation cannot be fulfilled on %s \"%s\": %s".formatted(type.qualifiedName(), name, why);
    return new ApiException(409, "Conflict", message, subject(type, name), List.of());
  }

  /** 400. */
  public static ApiException badRequest(String message) {
    return new ApiException(400, "BadRequest", message, Subject.NONE, List.of());
  }

  /** A 500 of the server's own. */
  public static ApiException internal(String why) {
    return new ApiException(
        500,
        "InternalError",
        "Internal error occurred: " + why,
        Subject.NONE,
        List.of(new Cause("", why, "")));
  }

  /** 422 with every fault. */
  public static ApiException invalid(ResourceType type, String name, List<Cause> causes) {
    return invalid(type, type.kind(), name, causes);
  }

  /** 422 with every fault of an object that may be of another kind than its type. */
  public static ApiException invalid(
      ResourceType type, String kind, String name, List<Cause> causes) {
    List<String> parts =
        causes.stream()
            .map(c -> c.field().isEmpty() ? c.message() : c.field() + ": " + c.message())
            .toList();
    String all = parts.size() == 1 ? parts.getFirst() : "[" + String.join(", ", parts) + "]";
    String group = type.storedGroup();
    String full = group.isEmpty() ? kind : kind + "." + group;
    String message = "%s \"%s\" is invalid: %s".formatted(full, name, all);
    Subject subject = new Subject(group, kind, name);
    return new ApiException(422, "Invalid", message, subject, causes);
  }

  /** 422 with one fault, where the server names the plural instead of the kind. */
  public static ApiException invalidOfPlural(ResourceType type, String name, Cause cause) {
    String message =
        "%s \"%s\" is invalid: %s: %s"
            .formatted(type.qualifiedName(), name, cause.field(), cause.message());
    return new ApiException(422, "Invalid", message, subject(type, name), List.of(cause));
  }

  /** 405 for a verb that a type does not have. */
  public static ApiException methodNotAllowed() {
    String message = "the server does not allow this method on the requested resource";
    return new ApiException(405, "MethodNotAllowed", message, Subject.NONE, List.of());
  }

  /** 415 for a body in an encoding that is not served. */
  public static ApiException unsupportedMediaType(String message) {
    return new ApiException(415, "UnsupportedMediaType", message, Subject.NONE, List.of());
  }

  // The API server names the plural in details.kind, except in Invalid.
  private static Subject subject(ResourceType type, String name) {
    return new Subject(type.group(), type.plural(), name);
  }
}
