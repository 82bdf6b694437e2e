package io.windlass.devcluster.print;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The paths that printer columns may use: {@code .spec.replicas}, {@code ['a.b']}, {@code
 * .items[0]}, {@code [*]}, {@code ..containers}, {@code [?(@.type=="Ready")]}. Immutable; cost
 * O(values on the way).
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubectl/jsonpath/">JSONPath support</a>
 */
final class JsonPath {
  private static final Pattern STEP =
      Pattern.compile(
          "\\.(?<deep>\\.)?(?<field>(?:\\\\.|[^.\\[\\\\])+)"
              + "|\\['(?<quoted>[^']*)'\\]"
              + "|\\[(?<index>-?\\d+)\\]"
              + "|(?<all>\\[\\*\\])"
              + "|\\[\\?\\(@(?<path>[^=!<>]*?)\\s*(?<operator>==|!=)\\s*(?<literal>.*?)\\)\\]");

  private final List<Step> steps;

  private JsonPath(List<Step> steps) {
    this.steps = List.copyOf(steps);
  }

  /** One step from values to values. */
  private sealed interface Step {
    record Field(String name) implements Step {}

    /** The field wherever it is, outer ones first. */
    record Deep(String name) implements Step {}

    record Index(int index) implements Step {}

    record All() implements Step {}

    record Filter(JsonPath path, boolean equal, String literal) implements Step {}
  }

  /** Compiles a path; empty if it uses what this class does not know. */
  static Optional<JsonPath> compile(String path) {
    List<Step> steps = new ArrayList<>();
    Matcher matcher = STEP.matcher(path);
    int end = 0;
    while (end < path.length()) {
      if (!matcher.find(end) || matcher.start() != end) {
        return Optional.empty();
      }
      Optional<Step> step = step(matcher);
      if (step.isEmpty()) {
        return Optional.empty();
      }
      steps.add(step.get());
      end = matcher.end();
    }
    return Optional.of(new JsonPath(steps));
  }

  private static Optional<Step> step(Matcher matcher) {
    if (matcher.group("deep") != null) {
      return Optional.of(new Step.Deep(unescaped(matcher.group("field"))));
    } else if (matcher.group("field") != null) {
      return Optional.of(new Step.Field(unescaped(matcher.group("field"))));
    } else if (matcher.group("quoted") != null) {
      return Optional.of(new Step.Field(unescaped(matcher.group("quoted"))));
    } else if (matcher.group("index") != null) {
      return Optional.of(new Step.Index(Integer.parseInt(matcher.group("index"))));
    } else if (matcher.group("all") != null) {
      return Optional.of(new Step.All());
    }
    boolean equal = matcher.group("operator").equals("==");
    String literal = unquoted(matcher.group("literal").strip());
    return compile(matcher.group("path")).map(path -> new Step.Filter(path, equal, literal));
  }

  private static String unescaped(String name) {
    return name.replaceAll("\\\\(.)", "$1");
  }

  private static String unquoted(String literal) {
    boolean quoted =
        literal.length() >= 2
            && (literal.startsWith("\"") || literal.startsWith("'"))
            && literal.charAt(0) == literal.charAt(literal.length() - 1);
    return quoted ? literal.substring(1, literal.length() - 1) : literal;
  }

  /** The first value at the path. */
  Optional<JsonNode> first(JsonNode root) {
    Stream<JsonNode> found = Stream.of(root);
    for (Step step : steps) {
      found = found.flatMap(node -> follow(node, step));
    }
    return found.findFirst();
  }

  private static Stream<JsonNode> follow(JsonNode node, Step step) {
    return switch (step) {
      case Step.Field(String name) -> present(node.path(name));
      case Step.Deep(String name) ->
          Stream.concat(
              present(node.path(name)), node.valueStream().flatMap(below -> follow(below, step)));
      case Step.Index(int index) -> present(node.path(index < 0 ? node.size() + index : index));
      case Step.All() -> node.valueStream();
      case Step.Filter filter -> node.valueStream().filter(element -> passes(element, filter));
    };
  }

  private static Stream<JsonNode> present(JsonNode node) {
    return node.isMissingNode() ? Stream.empty() : Stream.of(node);
  }

  private static boolean passes(JsonNode element, Step.Filter filter) {
    Optional<JsonNode> found = filter.path().first(element);
    return found.isPresent() && found.get().asText().equals(filter.literal()) == filter.equal();
  }
}
