package io.windlass.devcluster.select;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.document.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fields by which the objects of one type can be selected, beside name and namespace.
 * Immutable. Source: Kubernetes 1.32, asked for each type.
 */
public final class SelectableFields {
  private static final List<Field> INVOLVED =
      fields(
          "involvedObject.kind",
          "involvedObject.namespace",
          "involvedObject.name",
          "involvedObject.uid",
          "involvedObject.apiVersion",
          "involvedObject.resourceVersion",
          "involvedObject.fieldPath",
          "reason",
          "reportingComponent",
          "source",
          "type");

  private static final List<Field> REGARDING =
      fields(
          "regarding.kind",
          "regarding.namespace",
          "regarding.name",
          "regarding.uid",
          "regarding.apiVersion",
          "regarding.resourceVersion",
          "regarding.fieldPath",
          "reason",
          "reportingController",
          "type");

  private static final Map<String, List<Field>> BUILT_IN =
      Map.of(
          "pods",
          fields(
              "spec.nodeName",
              "spec.restartPolicy",
              "spec.schedulerName",
              "spec.serviceAccountName",
              "spec.hostNetwork",
              "status.phase",
              "status.podIP",
              "status.podIPs",
              "status.nominatedNodeName"),
          "events",
          INVOLVED,
          "events.events.k8s.io",
          REGARDING,
          "jobs.batch",
          fields("status.successful"),
          "namespaces",
          fields("status.phase"),
          "nodes",
          fields("spec.unschedulable"),
          "replicationcontrollers",
          fields("status.replicas"),
          "secrets",
          fields("type"),
          "services",
          fields("spec.clusterIP", "spec.type"));

  private static final Set<String> WITHOUT_NAMESPACE = Set.of("namespaces", "nodes");

  private final ResourceType type;
  private final List<Field> fields;
  private final boolean custom;

  private SelectableFields(ResourceType type, List<Field> fields, boolean custom) {
    this.type = type;
    this.fields = fields;
    this.custom = custom;
  }

  private record Field(String name, List<String> path) {}

  /** The fields of a type; custom resources have none of their own. */
  public static SelectableFields of(ResourceType type) {
    List<Field> fields = BUILT_IN.getOrDefault(type.qualifiedName(), List.of());
    return new SelectableFields(type, fields, false);
  }

  /** The fields of a custom type: the JSON paths that its definition names. */
  public static SelectableFields ofCustom(ResourceType type, List<String> jsonPaths) {
    String[] names =
        jsonPaths.stream()
            .map(path -> path.substring(path.startsWith(".") ? 1 : 0))
            .toArray(String[]::new);
    return new SelectableFields(type, fields(names), true);
  }

  /** The value of one field, which need not be among those that are kept beside an object. */
  public static String valueOf(JsonNode object, String field) {
    return value(object, fields(field).getFirst());
  }

  /** Whether objects can be selected by a field. */
  public boolean has(String field) {
    boolean namespace =
        field.equals("metadata.namespace") && !WITHOUT_NAMESPACE.contains(type.qualifiedName());
    return field.equals("metadata.name") || namespace || index(field) >= 0;
  }

  /** Why objects cannot be selected by a field. */
  String refusal(String field) {
    if (type.qualifiedName().equals("jobs.batch")) {
      return "field label \"%s\" not supported for Job".formatted(field);
    }
    return custom || BUILT_IN.containsKey(type.qualifiedName())
        ? "field label not supported: " + field
        : "\"%s\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\""
            .formatted(field);
  }

  /** The name under which a field's value is stored; events.k8s.io names what core names too. */
  String stored(String field) {
    if (field.startsWith("regarding.")) {
      return "involvedObject." + field.substring("regarding.".length());
    }
    return field.equals("reportingController") ? "reportingComponent" : field;
  }

  /** The values of an object, to be kept beside it. */
  public List<String> values(JsonNode object) {
    List<String> values = new ArrayList<>(fields.size());
    for (Field field : fields) {
      values.add(value(object, field).intern());
    }
    return List.copyOf(values);
  }

  /** The value of a field among those that {@link #values} gave; empty if the type has it not. */
  public String value(List<String> values, String field) {
    int index = index(field);
    return index < 0 ? "" : values.get(index);
  }

  private int index(String name) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private static String value(JsonNode object, Field field) {
    return switch (field.name()) {
      // An absent boolean selects as the false that the server's type holds.
      case "spec.hostNetwork", "spec.unschedulable" ->
          Boolean.toString(Documents.at(object, field.path().toArray(String[]::new)).asBoolean());
      case "source" -> Documents.text(object, "source", "component");
      // Known, but without a value: that is how the API server has it.
      case "status.podIPs" -> "";
      case "status.replicas" -> number(object, "replicas");
      case "status.successful" -> number(object, "succeeded");
      default -> Documents.at(object, field.path().toArray(String[]::new)).asText("");
    };
  }

  private static String number(JsonNode object, String statusField) {
    return Integer.toString(Documents.at(object, "status", statusField).asInt());
  }

  private static List<Field> fields(String... names) {
    List<Field> fields = new ArrayList<>();
    for (String name : names) {
      fields.add(new Field(name, List.of(name.split("\\."))));
    }
    return List.copyOf(fields);
  }
}
