package io.windlass.devcluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.Http.Answer;

/** What the tables of the contract say, carried out. */
final class Contract {
  private Contract() {}

  private static final String NO_TABLE = "application/json;as=Table;v=v9;g=meta.k8s.io";

  /**
   * Sends a request such as {@code POST /api/v1/namespaces/{ns}/pods}; the method {@code MERGE},
   * {@code JSON}, {@code STRATEGIC} or {@code APPLY} is a PATCH of that kind, {@code ODD} a GET and
   * {@code FORM} a POST that want a table of a version that there is not.
   */
  static Answer send(TestCluster cluster, String request, String body) {
    int space = request.indexOf(' ');
    String method = request.substring(0, space);
    String path = request.substring(space + 1).replace("{ns}", cluster.namespace());
    String text = body == null ? "" : body.replace("{ns}", cluster.namespace()).replace('\'', '"');
    return switch (method) {
      case "GET" -> cluster.http().get(path);
      case "MERGE" -> cluster.http().patch(path, "merge-patch+json", text);
      case "JSON" -> cluster.http().patch(path, "json-patch+json", text);
      case "STRATEGIC" -> cluster.http().patch(path, "strategic-merge-patch+json", text);
      case "APPLY" -> cluster.http().patch(path, "apply-patch+yaml", text);
      case "ODD" -> cluster.http().send("GET", path, "", NO_TABLE, "");
      case "FORM" -> cluster.http().send("POST", path, Http.JSON, NO_TABLE, text);
      case "YAML" -> cluster.http().send("POST", path, "application/yaml", text);
      default -> cluster.http().send(method, path, Http.JSON, text);
    };
  }

  /** The value at a JSON pointer as text; objects and lists as JSON; empty if there is none. */
  static String at(Answer answer, String pointer) {
    JsonNode node = answer.body().at(pointer);
    return node.isContainerNode() ? node.toString().replace('"', '\'') : node.asText("");
  }
}
