package io.windlass.devcluster.sim.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Requirements of a node that must all hold: one {@code nodeSelectorTerm}, or a {@code
 * nodeSelector}. A term of the API without requirements matches no node; a selector without any
 * matches all.
 */
record NodeTerm(List<Requirement> requirements, boolean ifEmpty) {

  NodeTerm {
    requirements = List.copyOf(requirements);
  }

  /** One requirement, of a label or of the field {@code metadata.name}. */
  record Requirement(String key, boolean field, String operator, List<String> values) {
    Requirement {
      values = List.copyOf(values);
    }

    boolean holdsFor(NodeFacts node) {
      Optional<String> value = field ? fieldOf(node) : Optional.ofNullable(node.labels().get(key));
      return switch (operator) {
        case "In" -> value.filter(values::contains).isPresent();
        case "NotIn" -> value.filter(values::contains).isEmpty();
        case "Exists" -> value.isPresent();
        case "DoesNotExist" -> value.isEmpty();
        case "Gt" -> difference(value) > 0;
        case "Lt" -> difference(value) < 0;
        default -> false;
      };
    }

    private Optional<String> fieldOf(NodeFacts node) {
      return key.equals("metadata.name") ? Optional.of(node.name()) : Optional.empty();
    }

    // 0, which neither Gt nor Lt takes, where one of the two is no whole number.
    private int difference(Optional<String> value) {
      Optional<Long> left = value.flatMap(Requirement::number);
      Optional<Long> right = values.stream().findFirst().flatMap(Requirement::number);
      return left.isPresent() && right.isPresent() ? left.get().compareTo(right.get()) : 0;
    }

    private static Optional<Long> number(String text) {
      return text.matches("[+-]?\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
  }

  /** A {@code nodeSelectorTerm}. */
  static NodeTerm of(JsonNode term) {
    List<Requirement> requirements = new ArrayList<>();
    term.path("matchExpressions").forEach(e -> requirements.add(requirement(e, false)));
    term.path("matchFields").forEach(e -> requirements.add(requirement(e, true)));
    return new NodeTerm(requirements, false);
  }

  /** A {@code nodeSelector}. */
  static NodeTerm ofLabels(JsonNode selector) {
    List<Requirement> requirements = new ArrayList<>();
    selector
        .properties()
        .forEach(
            e ->
                requirements.add(
                    new Requirement(e.getKey(), false, "In", List.of(e.getValue().asText()))));
    return new NodeTerm(requirements, true);
  }

  boolean matches(NodeFacts node) {
    return requirements.isEmpty() ? ifEmpty : requirements.stream().allMatch(r -> r.holdsFor(node));
  }

  private static Requirement requirement(JsonNode e, boolean field) {
    List<String> values = new ArrayList<>();
    e.path("values").forEach(v -> values.add(v.asText()));
    return new Requirement(e.path("key").asText(), field, e.path("operator").asText(), values);
  }
}
