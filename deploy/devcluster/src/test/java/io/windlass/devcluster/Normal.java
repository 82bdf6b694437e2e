package io.windlass.devcluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Documents without what differs from cluster to cluster, fields in the order of their names. */
final class Normal {
  private static final Set<String> OWN =
      Set.of(
          "uid",
          "resourceVersion",
          "creationTimestamp",
          "clusterIP",
          "clusterIPs",
          "startTime",
          "nodePort");
  private static final Pattern TIME =
      Pattern.compile("20[2-9]\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
  private static final Pattern GENERATED = Pattern.compile("^(gen|kube-api-access)-\\w{5}$");

  private Normal() {}

  private static final Set<String> CONTROLLED =
      Set.of(
          "Deployment",
          "ReplicaSet",
          "Scale",
          "StatefulSet",
          "PodDisruptionBudget",
          "CustomResourceDefinition");

  private static final Set<String> CONTROLLERS =
      Set.of("refcluster-controllers", "refcluster", "kube-controller-manager", "kube-apiserver");

  static JsonNode form(JsonNode node, String namespace) {
    return switch (node.getNodeType()) {
      case OBJECT -> object(node, namespace);
      case ARRAY -> array(node, namespace);
      case STRING -> text(node.asText().replace(namespace, "{ns}"));
      default -> node;
    };
  }

  private static JsonNode text(String text) {
    String timeless = TIME.matcher(text).replaceAll("TIME");
    String plain = GENERATED.matcher(timeless).replaceAll("$1-GENERATED");
    return JsonNodeFactory.instance.textNode(plain);
  }

  private static JsonNode object(JsonNode node, String namespace) {
    TreeMap<String, JsonNode> sorted = new TreeMap<>();
    node.properties().forEach(e -> sorted.put(e.getKey(), form(e.getValue(), namespace)));
    if (CONTROLLED.contains(node.path("kind").asText())) {
      sorted.remove("status");
    }
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    sorted.forEach(
        (name, value) -> {
          if (name.equals("managedFields")) {
            copy.set(name, entries(value));
          } else if (!OWN.contains(name)) {
            copy.set(name, value);
          }
        });
    return copy;
  }

  private static JsonNode array(JsonNode node, String namespace) {
    ArrayNode copy = JsonNodeFactory.instance.arrayNode();
    node.forEach(item -> copy.add(form(item, namespace)));
    return copy;
  }

  // Whether two writes fall into the same second is chance, and with it their order.
  private static JsonNode entries(JsonNode managedFields) {
    List<JsonNode> sorted = new ArrayList<>();
    managedFields.forEach(sorted::add);
    sorted.removeIf(entry -> CONTROLLERS.contains(entry.path("manager").asText()));
    sorted.sort(Comparator.comparing((JsonNode entry) -> entry.path("manager").asText() + entry));
    ArrayNode copy = JsonNodeFactory.instance.arrayNode();
    copy.addAll(sorted);
    return copy;
  }
}
