package io.windlass.devcluster.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.rest.WriteOptions;
import java.util.List;
import java.util.Map;

/**
 * What JSON and merge patches of a built-in type lead to, before it is decoded. Without an
 * apiVersion it is read into the server's own form of the type, which calls its fields otherwise:
 * they are unknown then, so that it has no name either. Stateless.
 */
record PatchOutcome(String kind, String apiVersion, boolean builtIn, WriteOptions options) {

  /** Of a patch of what a call is about. */
  static PatchOutcome of(Call call, WriteOptions options) {
    boolean scale = call.address().subresource().equals("scale");
    return new PatchOutcome(
        scale ? "Scale" : call.served().type().kind(),
        call.served().type().apiVersion(),
        scale || !call.served().rules().itemsStateKind(),
        options);
  }

  /** The outcome itself; a 422 if its type does not decode, a 400 if it has none. */
  ObjectNode versioned(ObjectNode outcome) {
    JsonNode version = outcome.path("apiVersion");
    boolean stated = version.isTextual() && !version.asText().isEmpty();
    if (!builtIn) {
      return identified(outcome, stated);
    }
    if (stated) {
      return outcome;
    }
    JsonNode named = outcome.path("kind");
    boolean ownKind = named.asText("").isEmpty() || named.asText().equals(kind);
    if (!isTextOrNothing(version) || !isTextOrNothing(named) || !ownKind) {
      throw Writes.unpatchable("no kind \"%s\" is registered".formatted(named.asText()));
    }
    List<String> unknown =
        outcome.properties().stream()
            .map(Map.Entry::getKey)
            .filter(field -> !field.equals("kind") && !field.equals("apiVersion"))
            .map("unknown field \"%s\""::formatted)
            .toList();
    options.report(unknown, Writes::unpatchable);
    throw ApiException.badRequest(
        "the name of the object was undeterminable: name must be provided");
  }

  // What has no version is found out only when the outcome is to be converted into the stored one.
  private ObjectNode identified(ObjectNode outcome, boolean versioned) {
    if (outcome.path("kind").asText("").isEmpty()) {
      throw Writes.unpatchable("Object 'Kind' is missing in the outcome of the patch");
    }
    if (!versioned) {
      throw ApiException.internal(
          "Object 'apiVersion' is missing in 'object has no apiVersion field'");
    }
    String stated = outcome.path("apiVersion").asText();
    if (!stated.equals(apiVersion)) {
      throw otherVersion(outcome, stated);
    }
    return outcome;
  }

  // Refused by validation, which names the object by what it says it is.
  private ApiException otherVersion(ObjectNode outcome, String stated) {
    String group = stated.contains("/") ? stated.substring(0, stated.indexOf('/')) : "";
    String named = outcome.path("kind").asText();
    String name = outcome.path("metadata").path("name").asText();
    String why = "Invalid value: \"%s\": must be %s".formatted(stated, apiVersion);
    String of = group.isEmpty() ? named : named + "." + group;
    return new ApiException(
        422,
        "Invalid",
        "%s \"%s\" is invalid: apiVersion: %s".formatted(of, name, why),
        new ApiException.Subject(group, named, name),
        List.of(new ApiException.Cause("FieldValueInvalid", why, "apiVersion")));
  }

  private static boolean isTextOrNothing(JsonNode value) {
    return value.isTextual() || value.isNull() || value.isMissingNode();
  }
}
