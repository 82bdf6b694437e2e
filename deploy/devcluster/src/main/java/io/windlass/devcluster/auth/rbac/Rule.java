package io.windlass.devcluster.auth.rbac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.auth.Access;
import io.windlass.devcluster.document.Documents;
import java.util.ArrayList;
import java.util.List;

/**
 * A PolicyRule: what a role allows. Lists are in the order of the role and short, so they are
 * searched in order. Immutable.
 */
record Rule(
    List<String> verbs,
    List<String> groups,
    List<String> resources,
    List<String> names,
    List<String> paths) {
  private static final String ALL = "*";

  /** Everything that there is. */
  static final List<Rule> EVERYTHING =
      List.of(
          new Rule(List.of(ALL), List.of(ALL), List.of(ALL), List.of(), List.of()),
          new Rule(List.of(ALL), List.of(), List.of(), List.of(), List.of(ALL)));

  Rule {
    verbs = List.copyOf(verbs);
    groups = List.copyOf(groups);
    resources = List.copyOf(resources);
    names = List.copyOf(names);
    paths = List.copyOf(paths);
  }

  /** The rules of a Role or ClusterRole. */
  static List<Rule> of(JsonNode role) {
    List<Rule> rules = new ArrayList<>();
    for (JsonNode rule : role.path("rules")) {
      rules.add(
          new Rule(
              Documents.texts(rule.path("verbs")),
              Documents.texts(rule.path("apiGroups")),
              Documents.texts(rule.path("resources")),
              Documents.texts(rule.path("resourceNames")),
              Documents.texts(rule.path("nonResourceURLs"))));
    }
    return List.copyOf(rules);
  }

  boolean allows(Access access) {
    return switch (access) {
      case Access.ToResource to ->
          hasOrAll(verbs, to.verb())
              && hasOrAll(groups, to.group())
              && allowsResource(to)
              && (names.isEmpty() || names.contains(to.name()));
      case Access.ToPath to -> hasOrAll(verbs, to.verb()) && allowsPath(to.path());
    };
  }

  private boolean allowsResource(Access.ToResource to) {
    return hasOrAll(resources, to.combined())
        || (!to.subresource().isEmpty() && resources.contains("*/" + to.subresource()));
  }

  private boolean allowsPath(String path) {
    for (String allowed : paths) {
      if (pathCovers(allowed, path)) {
        return true;
      }
    }
    return false;
  }

  /** Whether this rule allows all that an elementary one does, see {@link #elements()}. */
  boolean covers(Rule element) {
    return hasAllOf(verbs, element.verbs)
        && hasAllOf(groups, element.groups)
        && element.resources.stream().allMatch(this::coversResource)
        && (names.isEmpty() || (!element.names.isEmpty() && names.containsAll(element.names)))
        && element.paths.stream().allMatch(this::allowsPath);
  }

  private boolean coversResource(String resource) {
    int slash = resource.indexOf('/');
    return hasOrAll(resources, resource)
        || (slash >= 0 && resources.contains("*" + resource.substring(slash)));
  }

  /** The same as rules of one verb and one resource, name or path each. */
  List<Rule> elements() {
    List<Rule> elements = new ArrayList<>();
    for (String group : groups) {
      for (String resource : resources) {
        for (String verb : verbs) {
          addElements(elements, List.of(verb), List.of(group), List.of(resource));
        }
      }
    }
    for (String path : paths) {
      for (String verb : verbs) {
        elements.add(new Rule(List.of(verb), List.of(), List.of(), List.of(), List.of(path)));
      }
    }
    return elements;
  }

  private void addElements(
      List<Rule> elements, List<String> verb, List<String> group, List<String> resource) {
    if (names.isEmpty()) {
      elements.add(new Rule(verb, group, resource, List.of(), List.of()));
    }
    for (String name : names) {
      elements.add(new Rule(verb, group, resource, List.of(name), List.of()));
    }
  }

  Rule withVerbs(List<String> other) {
    return new Rule(other, groups, resources, names, paths);
  }

  /** In the form of a rules review. */
  ObjectNode document() {
    ObjectNode rule = Documents.object();
    putTexts(rule, "verbs", verbs);
    putUnlessEmpty(rule, "apiGroups", groups);
    putUnlessEmpty(rule, "resources", resources);
    putUnlessEmpty(rule, "resourceNames", names);
    putUnlessEmpty(rule, "nonResourceURLs", paths);
    return rule;
  }

  private static void putUnlessEmpty(ObjectNode rule, String field, List<String> texts) {
    if (!texts.isEmpty()) {
      putTexts(rule, field, texts);
    }
  }

  private static void putTexts(ObjectNode rule, String field, List<String> texts) {
    ArrayNode list = rule.putArray(field);
    texts.forEach(list::add);
  }

  private static boolean pathCovers(String allowed, String path) {
    return allowed.equals(ALL)
        || allowed.equals(path)
        || (allowed.endsWith(ALL) && path.startsWith(withoutStars(allowed)));
  }

  private static String withoutStars(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '*') {
      end--;
    }
    return text.substring(0, end);
  }

  private static boolean hasOrAll(List<String> allowed, String asked) {
    return allowed.contains(asked) || allowed.contains(ALL);
  }

  private static boolean hasAllOf(List<String> allowed, List<String> asked) {
    return allowed.contains(ALL) || allowed.containsAll(asked);
  }
}
