package io.windlass.devcluster.cel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rule that cannot be compiled here.
 *
 * @param path of the values that it is about, for example {@code spec.replicas}
 * @param schemaPath of its node in the schema, for example {@code .properties[spec]}
 * @param index among the rules of its node
 * @param ofMessage whether it is the messageExpression that cannot be compiled
 */
public record FaultyRule(
    String path, String schemaPath, int index, JsonNode rule, boolean ofMessage, String why) {
  /** What Kubernetes 1.32 knows and this package does not. */
  private static final Set<String> BEYOND =
      Set.of("format", "authorizer", "masked", "named", "validate", "jsonpatch");

  private static final Pattern NAMED =
      Pattern.compile("undeclared reference to '([^']*)'|overload for '([^']*)'");

  /** Whether it is wrong for any server, rather than beyond this one. */
  public boolean isCertain() {
    if (why.equals(RuleNode.UNSEEN)) {
      return false;
    }
    Matcher named = NAMED.matcher(why);
    while (named.find()) {
      String unknown = named.group(1);
      String applied = named.group(2);
      boolean operator = applied != null && (applied.startsWith("_") || applied.startsWith("!"));
      if (unknown != null ? BEYOND.contains(unknown) : !operator) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    String where = path.isEmpty() ? "" : path + ": ";
    String first = why.lines().findFirst().orElse("");
    return "%sx-kubernetes-validations: %s (%s)"
        .formatted(where, rule.path("rule").asText(), first);
  }
}
