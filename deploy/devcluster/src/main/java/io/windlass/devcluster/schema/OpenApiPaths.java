package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The paths of one type. kubectl reads here whether a type validates fields on the server ({@code
 * fieldValidation} of its patch operation) and whether it takes strategic merge patches (the
 * content types of that operation's body).
 */
final class OpenApiPaths {
  private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";
  private static final Map<String, List<String>> PARAMETERS =
      Map.of(
          "list",
          List.of(
              "allowWatchBookmarks:boolean",
              "continue:string",
              "fieldSelector:string",
              "labelSelector:string",
              "limit:integer",
              "resourceVersion:string",
              "resourceVersionMatch:string",
              "sendInitialEvents:boolean",
              "timeoutSeconds:integer",
              "watch:boolean"),
          "deletecollection",
          List.of(
              "continue:string",
              "dryRun:string",
              "fieldSelector:string",
              "gracePeriodSeconds:integer",
              "labelSelector:string",
              "limit:integer",
              "propagationPolicy:string",
              "resourceVersion:string",
              "resourceVersionMatch:string"),
          "get",
          List.of(),
          "post",
          List.of("dryRun:string", "fieldManager:string", "fieldValidation:string"),
          "put",
          List.of("dryRun:string", "fieldManager:string", "fieldValidation:string"),
          "patch",
          List.of(
              "dryRun:string", "fieldManager:string", "fieldValidation:string", "force:boolean"),
          "delete",
          List.of(
              "dryRun:string",
              "gracePeriodSeconds:integer",
              "orphanDependents:boolean",
              "propagationPolicy:string"));

  private final ResourceType type;
  private final String schema;
  private final Recording recording;
  private final boolean builtIn;
  private final List<String> bodies = new ArrayList<>();

  OpenApiPaths(ResourceType type, String schema, Recording recording, boolean builtIn) {
    this.type = type;
    this.schema = schema;
    this.recording = recording;
    this.builtIn = builtIn;
  }

  /** What an operation reads and answers. */
  private record Body(String group, String version, String kind, String schema) {}

  ObjectNode all() {
    ObjectNode paths = JsonNodeFactory.instance.objectNode();
    String root = (type.group().isEmpty() ? "/api/" : "/apis/") + type.apiVersion();
    String scope = type.namespaced() ? "/namespaces/{namespace}/" : "/";
    String collection = root + scope + type.plural();
    Body own = new Body(type.group(), type.version(), type.kind(), schema);
    if (type.namespaced()) {
      add(paths, root + "/" + type.plural(), Map.of("list", "get"), own);
    }
    add(
        paths,
        collection,
        Map.of("list", "get", "create", "post", "deletecollection", "delete"),
        own);
    String one = collection + "/{name}";
    add(
        paths,
        one,
        Map.of("get", "get", "update", "put", "patch", "patch", "delete", "delete"),
        own);
    type.subresources().forEach(name -> addSubresource(paths, one + "/" + name, name, own));
    return paths;
  }

  /** Schemas that the operations refer to besides the type's own. */
  List<String> bodies() {
    return List.copyOf(bodies);
  }

  private void addSubresource(ObjectNode paths, String path, String name, Body own) {
    Map<String, String> readWrite = Map.of("get", "get", "update", "put", "patch", "patch");
    switch (name) {
      case "status" -> add(paths, path, readWrite, own);
      case "finalize" -> add(paths, path, Map.of("update", "put"), own);
      case "scale" -> add(paths, path, readWrite, recorded("autoscaling", "v1", "Scale"));
      case "binding" -> add(paths, path, Map.of("create", "post"), recorded("", "v1", "Binding"));
      case "eviction" ->
          add(paths, path, Map.of("create", "post"), recorded("policy", "v1", "Eviction"));
      case "token" ->
          add(
              paths,
              path,
              Map.of("create", "post"),
              recorded("authentication.k8s.io", "v1", "TokenRequest"));
      case "log" -> add(paths, path, Map.of("get", "get"), own);
      case "ephemeralcontainers", "resize" -> add(paths, path, readWrite, own);
      default -> throw new IllegalArgumentException("unknown subresource " + path);
    }
  }

  private Body recorded(String group, String version, String kind) {
    Body body = new Body(group, version, kind, recording.schemaName(group, version, kind));
    bodies.add(body.schema());
    return body;
  }

  /** Adds the operations whose verb the type has, by verb and method; subresources have theirs. */
  private void add(ObjectNode paths, String path, Map<String, String> methods, Body body) {
    ObjectNode found = JsonNodeFactory.instance.objectNode();
    boolean subresource = path.indexOf("{name}/") > 0;
    methods.forEach(
        (verb, method) -> {
          if (subresource || type.verbs().contains(verb)) {
            found.set(method, operation(path, verb, method, body));
          }
        });
    if (!found.isEmpty()) {
      pathParameters(path, found);
      paths.set(path, found);
    }
  }

  private static void pathParameters(String path, ObjectNode operations) {
    for (String name : List.of("name", "namespace")) {
      if (path.contains("{" + name + "}")) {
        operations
            .withArrayProperty("parameters")
            .addObject()
            .put("name", name)
            .put("in", "path")
            .put("required", true)
            .putObject("schema")
            .put("type", "string");
      }
    }
  }

  private ObjectNode operation(String path, String verb, String method, Body body) {
    String action = verb.equals("list") || verb.equals("deletecollection") ? verb : method;
    ObjectNode operation = JsonNodeFactory.instance.objectNode();
    operation.put("operationId", method + path.replaceAll("[^A-Za-z0-9]+", "-"));
    for (String parameter : PARAMETERS.getOrDefault(action, List.of())) {
      int colon = parameter.indexOf(':');
      ObjectNode added = operation.withArrayProperty("parameters").addObject();
      added.put("name", parameter.substring(0, colon)).put("in", "query");
      added
          .putObject("schema")
          .put("type", parameter.substring(colon + 1))
          .put("uniqueItems", true);
    }
    requestBody(operation, action, body);
    ObjectNode ok = operation.putObject("responses").putObject("200").put("description", "OK");
    content(ok, List.of("application/json"), answer(action, body));
    operation.put("x-kubernetes-action", action);
    operation
        .putObject("x-kubernetes-group-version-kind")
        .put("group", body.group())
        .put("version", body.version())
        .put("kind", body.kind());
    return operation;
  }

  private void requestBody(ObjectNode operation, String action, Body body) {
    switch (action) {
      case "post", "put" ->
          content(operation.putObject("requestBody"), List.of("*/*"), body.schema());
      case "delete", "deletecollection" ->
          content(operation.putObject("requestBody"), List.of("*/*"), META + "DeleteOptions");
      case "patch" -> content(operation.putObject("requestBody"), patchTypes(), META + "Patch");
      default -> {}
    }
  }

  private List<String> patchTypes() {
    List<String> types = new ArrayList<>();
    types.add("application/json-patch+json");
    types.add("application/merge-patch+json");
    if (builtIn) {
      types.add("application/strategic-merge-patch+json");
    }
    types.add("application/apply-patch+yaml");
    return types;
  }

  private static String answer(String action, Body body) {
    return switch (action) {
      case "list" -> body.schema() + "List";
      case "deletecollection" -> META + "Status";
      default -> body.schema();
    };
  }

  private static void content(ObjectNode holder, List<String> mediaTypes, String schema) {
    ObjectNode content = holder.putObject("content");
    for (String mediaType : mediaTypes) {
      content.putObject(mediaType).putObject("schema").put("$ref", OpenApiDocuments.REF + schema);
    }
  }
}
