package io.windlass.devcluster.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OptionalType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node of a schema with its rules and those below it; nodes without any are left out. */
record RuleNode(
    JsonNode schema, boolean resource, List<Rule> rules, Children children, List<RuleNode> allOf) {

  /** What is below. */
  record Children(
      Map<String, RuleNode> properties, Optional<RuleNode> items, Optional<RuleNode> additional) {
    private boolean isEmpty() {
      return properties.isEmpty() && items.isEmpty() && additional.isEmpty();
    }
  }

  /** Reads a schema; rules that cannot be compiled go into the list. */
  static Optional<RuleNode> read(JsonNode schema, List<String> faulty) {
    return new Reader(faulty).node(schema, schema, true, "");
  }

  String type() {
    return schema.path("type").asText();
  }

  private record Reader(List<String> faulty) {
    /**
     * @param stated where rules are read; a part of {@code allOf} states only these
     * @param schema what the values are
     */
    Optional<RuleNode> node(JsonNode stated, JsonNode schema, boolean resource, String path) {
      boolean embedded = resource || schema.path("x-kubernetes-embedded-resource").asBoolean();
      List<Rule> rules = rules(stated.path("x-kubernetes-validations"), schema, embedded, path);
      Children children = children(stated, schema, path);
      List<RuleNode> allOf = new ArrayList<>();
      for (JsonNode part : stated.path("allOf")) {
        node(part, schema, resource, path).ifPresent(allOf::add);
      }
      return rules.isEmpty() && children.isEmpty() && allOf.isEmpty()
          ? Optional.empty()
          : Optional.of(new RuleNode(schema, embedded, rules, children, allOf));
    }

    private Children children(JsonNode stated, JsonNode schema, String path) {
      Map<String, RuleNode> properties = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> property : stated.path("properties").properties()) {
        String name = property.getKey();
        JsonNode own = schema.path("properties").path(name);
        node(property.getValue(), own, false, path.isEmpty() ? name : path + "." + name)
            .ifPresent(node -> properties.put(name, node));
      }
      JsonNode additional = stated.path("additionalProperties");
      return new Children(
          properties,
          stated.path("items").isObject()
              ? node(stated.path("items"), schema.path("items"), false, path + "[*]")
              : Optional.empty(),
          additional.isObject()
              ? node(additional, schema.path("additionalProperties"), false, path + ".*")
              : Optional.empty());
    }

    private List<Rule> rules(JsonNode stated, JsonNode schema, boolean resource, String path) {
      if (stated.isEmpty()) {
        return List.of();
      }
      DeclaredTypes types = new DeclaredTypes();
      Optional<CelType> self = types.of(schema, resource);
      List<Rule> rules = new ArrayList<>();
      for (JsonNode rule : stated) {
        String text = rule.path("rule").asText();
        if (self.isEmpty()) {
          note(path, text, "rules cannot see values of this schema");
        } else if (!text.isBlank()) {
          read(rule, self.get(), types, path).ifPresent(rules::add);
        }
      }
      return rules;
    }

    private Optional<Rule> read(JsonNode rule, CelType self, DeclaredTypes types, String path) {
      boolean optional = rule.path("optionalOldSelf").asBoolean();
      CelType oldSelf = optional ? OptionalType.create(self) : self;
      Expressions expressions = Expressions.with(Map.of("self", self, "oldSelf", oldSelf), types);
      return switch (Rule.read(rule, expressions)) {
        case Rule.Read.Usable usable -> Optional.of(usable.rule());
        case Rule.Read.Unusable unusable -> {
          note(path, rule.path("rule").asText(), unusable.why());
          yield Optional.empty();
        }
      };
    }

    private void note(String path, String rule, String why) {
      String where = path.isEmpty() ? "" : path + ": ";
      faulty.add("%sx-kubernetes-validations: %s (%s)".formatted(where, rule, why));
    }
  }
}
