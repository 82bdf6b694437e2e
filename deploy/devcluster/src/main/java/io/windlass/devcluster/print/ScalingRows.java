package io.windlass.devcluster.print;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The cells of autoscalers, budgets and quotas, in the order of their columns. Stateless. */
final class ScalingRows {
  private static final String UNKNOWN = "<unknown>";
  private static final int METRICS_SHOWN = 2;

  private ScalingRows() {}

  static Optional<BuiltInRows.Row> of(String qualifiedName) {
    return switch (qualifiedName) {
      case "horizontalpodautoscalers.autoscaling" -> Optional.of(ScalingRows::autoscaler);
      case "poddisruptionbudgets.policy" ->
          Optional.of(
              (o, c) -> {
                c.name().at("/spec/minAvailable", "N/A").at("/spec/maxUnavailable", "N/A");
                c.number(o.at("/status/disruptionsAllowed").asLong()).age();
              });
      case "resourcequotas" -> Optional.of(ScalingRows::quota);
      case "limitranges" -> Optional.of((o, c) -> c.name().at("/metadata/creationTimestamp"));
      default -> Optional.empty();
    };
  }

  private static void autoscaler(JsonNode scaler, Cells cells) {
    JsonNode target = scaler.at("/spec/scaleTargetRef");
    cells.name().text(target.path("kind").asText() + "/" + target.path("name").asText());
    cells.text(metrics(scaler)).at("/spec/minReplicas", "<unset>");
    cells.number(scaler.at("/spec/maxReplicas").asLong());
    cells.number(scaler.at("/status/currentReplicas").asLong()).age();
  }

  private static String metrics(JsonNode scaler) {
    JsonNode cpu = scaler.at("/spec/targetCPUUtilizationPercentage");
    if (cpu.isNumber()) {
      JsonNode now = scaler.at("/status/currentCPUUtilizationPercentage");
      return "cpu: " + percent(now, UNKNOWN) + "/" + percent(cpu, "<auto>");
    }
    List<String> texts = new ArrayList<>();
    JsonNode current = scaler.at("/status/currentMetrics");
    for (JsonNode metric : scaler.at("/spec/metrics")) {
      texts.add(metric(metric, current.path(texts.size())));
    }
    if (texts.isEmpty()) {
      return "<none>";
    }
    String shown = String.join(", ", texts.subList(0, Math.min(METRICS_SHOWN, texts.size())));
    int more = texts.size() - METRICS_SHOWN;
    return more > 0 ? "%s + %d more...".formatted(shown, more) : shown;
  }

  private static String metric(JsonNode metric, JsonNode status) {
    String source = source(metric.path("type").asText());
    JsonNode target = metric.path(source).path("target");
    JsonNode now = status.path(source).path("current");
    String name = metric.path(source).path("name").asText();
    return switch (source) {
      case "resource", "containerResource" -> name + ": " + resource(target, now);
      case "pods" -> amount(now, "averageValue") + "/" + target.path("averageValue").asText();
      case "object", "external" ->
          target.has("averageValue")
              ? "%s/%s (avg)"
                  .formatted(amount(now, "averageValue"), target.path("averageValue").asText())
              : amount(now, "value") + "/" + target.path("value").asText();
      default -> "<unknown type>";
    };
  }

  private static String source(String type) {
    return type.isEmpty() ? "" : Character.toLowerCase(type.charAt(0)) + type.substring(1);
  }

  private static String resource(JsonNode target, JsonNode now) {
    return target.has("averageValue")
        ? amount(now, "averageValue") + "/" + target.path("averageValue").asText()
        : percent(now.path("averageUtilization"), UNKNOWN)
            + "/"
            + percent(target.path("averageUtilization"), "<auto>");
  }

  private static String amount(JsonNode now, String field) {
    return now.isMissingNode() ? UNKNOWN : now.path(field).asText(UNKNOWN);
  }

  private static String percent(JsonNode value, String otherwise) {
    return value.isNumber() ? value.asLong() + "%" : otherwise;
  }

  private static void quota(JsonNode quota, Cells cells) {
    List<String> requests = new ArrayList<>();
    List<String> limits = new ArrayList<>();
    JsonNode hard = quota.at("/status/hard");
    JsonNode names = hard.isObject() ? hard : MissingNode.getInstance();
    names
        .propertyStream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .forEach(
            e -> {
              String used = quota.at("/status/used").path(e.getKey()).asText("0");
              boolean limit = e.getKey().startsWith("limits.");
              (limit ? limits : requests)
                  .add("%s: %s/%s".formatted(e.getKey(), used, e.getValue().asText()));
            });
    cells.name().age().text(String.join(", ", requests)).text(String.join(", ", limits));
  }
}
