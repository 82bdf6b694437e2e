package io.windlass.devcluster.select;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Selectors of objects in the syntax of query parameters. Stateless. Source: {@code
 * LabelSelectorAsSelector} of apimachinery.
 */
public final class SelectorText {
  private SelectorText() {}

  private record Term(String key, String text) {}

  /**
   * The text of a {@code LabelSelector} or of a plain map of labels, ordered by label; a text is
   * answered as it is.
   */
  public static String of(JsonNode selector) {
    if (selector.isTextual()) {
      return selector.asText();
    }
    boolean plain = selector.propertyStream().allMatch(e -> e.getValue().isTextual());
    Stream<Term> equal =
        (plain ? selector : selector.path("matchLabels"))
            .propertyStream()
            .map(e -> new Term(e.getKey(), e.getKey() + "=" + e.getValue().asText()));
    Stream<Term> expressions =
        selector.path("matchExpressions").valueStream().map(SelectorText::term);
    return Stream.concat(equal, expressions)
        .sorted(Comparator.comparing(Term::key))
        .map(Term::text)
        .collect(Collectors.joining(","));
  }

  private static Term term(JsonNode expression) {
    String key = expression.path("key").asText();
    String text =
        switch (expression.path("operator").asText()) {
          case "In" -> key + " in " + values(expression);
          case "NotIn" -> key + " notin " + values(expression);
          case "DoesNotExist" -> "!" + key;
          default -> key;
        };
    return new Term(key, text);
  }

  private static String values(JsonNode expression) {
    List<String> values =
        expression.path("values").valueStream().map(JsonNode::asText).sorted().toList();
    return "(" + String.join(",", values) + ")";
  }
}
