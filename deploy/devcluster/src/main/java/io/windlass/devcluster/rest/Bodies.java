package io.windlass.devcluster.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Subject;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.store.ObjectKey;
import java.util.List;

/** Checks that the object of a body is what its address says. Stateless. */
public final class Bodies {
  private Bodies() {}

  /** 400 unless kind and apiVersion are those of the type or left out. */
  public static void checkKind(ObjectNode object, ResourceType type) {
    String kind = object.path("kind").asText("");
    String apiVersion = object.path("apiVersion").asText("");
    boolean sameKind = kind.isEmpty() || kind.equals(type.kind());
    boolean sameVersion = apiVersion.isEmpty() || apiVersion.equals(type.apiVersion());
    if (!sameKind || !sameVersion) {
      throw ApiException.badRequest(
          "%s in version \"%s\" cannot be handled as a %s: no kind \"%s\" is registered for version \"%s\""
              .formatted(kind, apiVersion, type.kind(), kind, apiVersion));
    }
    JsonNode metadata = object.path("metadata");
    if (!metadata.isMissingNode() && !metadata.isNull() && !metadata.isObject()) {
      throw ApiException.badRequest(
          "%s in version \"%s\" cannot be handled as a %s: json: cannot unmarshal into Go struct field %s.metadata of type v1.ObjectMeta"
              .formatted(type.kind(), type.version(), type.kind(), type.kind()));
    }
  }

  /** The same for the type that is served; custom resources must say what they are. */
  static void checkIdentity(Served served, ObjectNode object) {
    if (served.rules().itemsStateKind()) {
      checkCustom(object, served.type());
    } else {
      checkKind(object, served.type());
    }
  }

  // Another kind is refused only when the object is validated.
  private static void checkCustom(ObjectNode object, ResourceType type) {
    String apiVersion = object.path("apiVersion").asText("");
    for (String field : List.of("kind", "apiVersion")) {
      JsonNode stated = object.path(field);
      if (!stated.isTextual() && !stated.isNull() && !stated.isMissingNode()) {
        throw ApiException.badRequest(
            "the object provided is unrecognized (must be of type %s): couldn't get version/kind; json parse error: %s is no text"
                .formatted(type.kind(), field));
      }
    }
    if (object.path("kind").asText("").isEmpty()) {
      throw ApiException.badRequest(
          "the object provided is unrecognized (must be of type %s): Object 'Kind' is missing"
              .formatted(type.kind()));
    }
    if (!apiVersion.equals(type.apiVersion())) {
      throw ApiException.badRequest(
          "the API version in the data (%s) does not match the expected API version (%s)"
              .formatted(apiVersion, type.apiVersion()));
    }
  }

  /** The kind under which an object is checked: a custom resource's own, even if it is wrong. */
  static String kind(Served served, ObjectNode object) {
    String kind = served.type().kind();
    return served.rules().itemsStateKind() ? object.path("kind").asText(kind) : kind;
  }

  /**
   * 400 unless the namespace is that of the address; fills it in. That of an object which is in
   * none goes.
   */
  public static void checkNamespace(ObjectNode object, String namespace) {
    ObjectNode metadata = Documents.metadata(object);
    if (namespace.isEmpty()) {
      metadata.remove("namespace");
      return;
    }
    String stated = metadata.path("namespace").asText("");
    if (!stated.isEmpty() && !stated.equals(namespace)) {
      throw ApiException.badRequest(
          "the namespace of the provided object does not match the namespace sent on the request");
    }
    metadata.put("namespace", namespace);
  }

  /** 400 for the body of a PUT that would not do if its object were there. */
  public static void checkDecodes(Served served, ObjectNode body, WriteOptions options) {
    ObjectNode object = body.deepCopy();
    checkIdentity(served, object);
    options.report(served.rules().decode(object), why -> undecodable(served.type(), why));
  }

  /** 409 if the body of a PUT names a uid though there is no object; 400 if it is misaddressed. */
  public static void checkAbsent(Served served, ObjectKey key, ObjectNode body) {
    checkAddress(served, key, body);
    String uid = Documents.text(body, "metadata", "uid");
    if (!uid.isEmpty()) {
      throw ApiException.conflict(
          served.type(),
          key.name(),
          "Precondition failed: UID in precondition: " + uid + ", none found");
    }
  }

  /** 400 for the body of a PUT that belongs to another address. */
  public static void checkAddress(Served served, ObjectKey key, ObjectNode body) {
    ObjectNode object = body.deepCopy();
    checkIdentity(served, object);
    checkNamespace(object, key.namespace());
    checkName(object, key.name());
  }

  /** 400 unless the name is that of the address. */
  static void checkName(ObjectNode object, String name) {
    String stated = Documents.text(object, "metadata", "name");
    if (stated.isEmpty()) {
      throw ApiException.badRequest("name must be provided");
    }
    if (!stated.equals(name)) {
      throw ApiException.badRequest(
          "the name of the object (%s) does not match the name on the URL (%s)"
              .formatted(stated, name));
    }
  }

  /**
   * Drops what the type does not have and says so; a 400 for a value that does not decode, or, as
   * the API server's, a 500 if server-side apply has led to it.
   */
  static List<String> decode(Served served, ObjectNode object, WriteOptions options) {
    boolean converted = options.owner().applies() && !served.rules().itemsStateKind();
    if (converted) {
      served.rules().truncate(object);
    }
    try {
      return served.rules().decode(object);
    } catch (ApiException e) {
      throw converted ? unconvertible(e) : e;
    }
  }

  private static ApiException unconvertible(ApiException decoding) {
    String why = "failed to convert new object to proper version: " + decoding.getMessage();
    return new ApiException(500, "", why, Subject.NONE, List.of());
  }

  /** The 400 of a body that does not decode as its type. */
  static ApiException undecodable(ResourceType type, String why) {
    return ApiException.badRequest(
        "%s in version \"%s\" cannot be handled as a %s: %s"
            .formatted(type.kind(), type.version(), type.kind(), why));
  }
}
