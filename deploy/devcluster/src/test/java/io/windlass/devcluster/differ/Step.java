package io.windlass.devcluster.differ;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.Documents;
import java.util.Set;

/**
 * One request of a series. Path and body may hold placeholders, which {@link Memory} fills in from
 * earlier answers of the side that is asked: versions and uids differ between the sides.
 *
 * @param lane the type whose series it belongs to
 * @param verb an HTTP method; {@code EDIT} for a PUT of the object as it was last seen with the
 *     body merged into it; {@code WATCH}; {@code AWAIT} for a GET that is repeated until there is
 *     an answer of 200; {@code BIND} to give all claims of a collection what they ask for; {@code
 *     SETTLE} for a GET that is repeated until no deletion is under way
 * @param name the object that it is about, empty for none
 * @param type the media type of the body, empty for a request without one
 * @param compared whether the answers must agree; not so for what brings both sides together again
 */
record Step(
    String lane,
    String verb,
    String path,
    String name,
    String type,
    String accept,
    String body,
    boolean compared) {

  static final String JSON = "application/json";

  static Step read(String lane, String path, String name) {
    return new Step(lane, "GET", path, name, "", JSON, "", true);
  }

  static Step write(String lane, String verb, String path, String name, String body) {
    return new Step(lane, verb, path, name, JSON, JSON, body, true);
  }

  static Step patch(String lane, String path, String name, String kind, String body) {
    return new Step(lane, "PATCH", path, name, "application/" + kind, JSON, body, true);
  }

  static Step settle(String lane, String path, String name) {
    return new Step(lane, "SETTLE", path, name, "", JSON, "", false);
  }

  Step at(String other) {
    return new Step(lane, verb, other, name, type, accept, body, compared);
  }

  Step accepting(String other) {
    return new Step(lane, verb, path, name, type, other, body, compared);
  }

  Step uncompared() {
    return new Step(lane, verb, path, name, type, accept, body, false);
  }

  /** The same with a parameter in its query. */
  Step with(String parameter) {
    return at(path + (path.contains("?") ? "&" : "?") + parameter);
  }

  boolean writes() {
    return !Set.of("GET", "WATCH", "AWAIT", "BIND", "SETTLE").contains(verb);
  }

  /** What a row of the known differences is matched against, in one line. */
  String summary() {
    String encoding = type.isEmpty() || type.equals(JSON) ? "" : " " + type;
    String wanted = accept.equals(JSON) ? "" : " for " + accept;
    return lane + ": " + verb + " " + path + encoding + wanted;
  }

  ObjectNode json() {
    ObjectNode json = Documents.object();
    json.put("lane", lane).put("verb", verb).put("path", path).put("name", name);
    json.put("type", type).put("accept", accept).put("body", body).put("compared", compared);
    return json;
  }

  static Step of(ObjectNode json) {
    return new Step(
        json.path("lane").asText(),
        json.path("verb").asText(),
        json.path("path").asText(),
        json.path("name").asText(),
        json.path("type").asText(),
        json.path("accept").asText(),
        json.path("body").asText(),
        json.path("compared").asBoolean());
  }
}
