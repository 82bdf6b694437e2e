package io.windlass.devcluster.auth.rbac;

import io.windlass.devcluster.api.RequestScope.User;
import io.windlass.devcluster.api.ResourceType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Tells what somebody who grants rules does not hold himself. Stateless. */
final class Escalation {
  private Escalation() {}

  /** The rules of a resource and at most one name: those differ in verbs only. */
  private record Simple(String group, String resource, List<String> names) {}

  /**
   * Why a user who has some rules may not grant others; empty if these are all held.
   *
   * @param asked the type that is written, which the words name for roles that are missing
   */
  static Optional<String> fault(
      User user, ResourceType asked, Rbac.Found held, List<Rule> granted) {
    List<Rule> missing = new ArrayList<>();
    for (Rule rule : granted) {
      for (Rule element : rule.elements()) {
        if (held.rules().stream().noneMatch(own -> own.covers(element))) {
          missing.add(element);
        }
      }
    }
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    String errors =
        held.missing().isEmpty()
            ? ""
            : "; resolution errors: ["
                + Rbac.words(held.missing(), role -> asked.qualifiedName())
                + "]";
    return Optional.of(words(user, missing) + errors);
  }

  private static String words(User user, List<Rule> missing) {
    TreeSet<String> lines = new TreeSet<>();
    compact(missing).forEach(rule -> lines.add(words(rule)));
    String groups = quoted(user.groups());
    return "user \"%s\" (groups=%s) is attempting to grant RBAC permissions not currently held:\n%s"
        .formatted(user.name(), groups, String.join("\n", lines));
  }

  private static List<Rule> compact(List<Rule> elements) {
    List<Rule> compacted = new ArrayList<>();
    Map<Simple, Rule> simple = new LinkedHashMap<>();
    for (Rule rule : elements) {
      if (rule.paths().isEmpty()) {
        Simple key =
            new Simple(rule.groups().getFirst(), rule.resources().getFirst(), rule.names());
        simple.merge(key, rule, Escalation::joined);
      } else {
        compacted.add(rule);
      }
    }
    compacted.addAll(simple.values());
    return compacted;
  }

  private static Rule joined(Rule rule, Rule more) {
    List<String> verbs = new ArrayList<>(rule.verbs());
    verbs.addAll(more.verbs());
    return rule.withVerbs(verbs);
  }

  private static String words(Rule rule) {
    List<String> parts = new ArrayList<>();
    addPart(parts, "APIGroups", rule.groups());
    addPart(parts, "Resources", rule.resources());
    addPart(parts, "ResourceNames", rule.names());
    addPart(parts, "NonResourceURLs", rule.paths());
    addPart(parts, "Verbs", rule.verbs());
    return "{" + String.join(", ", parts) + "}";
  }

  private static void addPart(List<String> parts, String name, List<String> texts) {
    if (!texts.isEmpty()) {
      parts.add(name + ":" + quoted(texts));
    }
  }

  private static String quoted(List<String> texts) {
    return texts.stream().map(t -> "\"" + t + "\"").collect(Collectors.joining(" ", "[", "]"));
  }
}
