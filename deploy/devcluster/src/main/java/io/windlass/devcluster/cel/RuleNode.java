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

  /** Why a rule cannot be one where the schema does not say what the values are. */
  static final String UNSEEN = "rules cannot see values of this schema";

  /** Reads a schema; rules that cannot be compiled go into the list. */
  static Optional<RuleNode> read(JsonNode schema, boolean resource, List<FaultyRule> faulty) {
    return new Reader(faulty).node(schema, schema, resource, new Where("", ""));
  }

  String type() {
    return schema.path("type").asText();
  }

  /** The path of values, and that of their schema. */
  private record Where(String values, String schema) {
    Where property(String name) {
      String path = values.isEmpty() ? name : values + "." + name;
      return new Where(path, schema + ".properties[" + name + "]");
    }

    Where below(String valuesSuffix, String schemaField) {
      return new Where(values + valuesSuffix, schema + "." + schemaField);
    }
  }

  private record Reader(List<FaultyRule> faulty) {
    /**
     * @param stated where rules are read; a part of {@code allOf} states only these
     * @param schema what the values are
     */
    Optional<RuleNode> node(JsonNode stated, JsonNode schema, boolean resource, Where where) {
      boolean embedded = resource || schema.path("x-kubernetes-embedded-resource").asBoolean();
      List<Rule> rules = rules(stated.path("x-kubernetes-validations"), schema, embedded, where);
      Children children = children(stated, schema, where);
      List<RuleNode> allOf = new ArrayList<>();
      JsonNode parts = stated.path("allOf");
      for (int i = 0; i < parts.size(); i++) {
        node(parts.get(i), schema, resource, where.below("", "allOf[" + i + "]"))
            .ifPresent(allOf::add);
      }
      return rules.isEmpty() && children.isEmpty() && allOf.isEmpty()
          ? Optional.empty()
          : Optional.of(new RuleNode(schema, embedded, rules, children, allOf));
    }

    private Children children(JsonNode stated, JsonNode schema, Where where) {
      Map<String, RuleNode> properties = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> property : stated.path("properties").properties()) {
        String name = property.getKey();
        JsonNode own = schema.path("properties").path(name);
        node(property.getValue(), own, false, where.property(name))
            .ifPresent(node -> properties.put(name, node));
      }
      JsonNode items = stated.path("items");
      JsonNode additional = stated.path("additionalProperties");
      return new Children(
          properties,
          items.isObject()
              ? node(items, schema.path("items"), false, where.below("[*]", "items"))
              : Optional.empty(),
          additional.isObject()
              ? node(
                  additional,
                  schema.path("additionalProperties"),
                  false,
                  where.below(".*", "additionalProperties"))
              : Optional.empty());
    }

    private List<Rule> rules(JsonNode stated, JsonNode schema, boolean resource, Where where) {
      if (stated.isEmpty()) {
        return List.of();
      }
      DeclaredTypes types = new DeclaredTypes();
      Optional<CelType> self = types.of(schema, resource);
      List<Rule> rules = new ArrayList<>();
      for (int i = 0; i < stated.size(); i++) {
        JsonNode rule = stated.get(i);
        if (rule.path("rule").asText().isBlank()) {
          continue;
        }
        Rule.Read read =
            self.isEmpty() ? new Rule.Read.Unusable(false, UNSEEN) : read(rule, self.get(), types);
        switch (read) {
          case Rule.Read.Usable usable -> rules.add(usable.rule());
          case Rule.Read.Unusable unusable ->
              faulty.add(
                  new FaultyRule(
                      where.values(),
                      where.schema(),
                      i,
                      rule,
                      unusable.ofMessage(),
                      unusable.why()));
        }
      }
      return rules;
    }

    private static Rule.Read read(JsonNode rule, CelType self, DeclaredTypes types) {
      boolean optional = rule.path("optionalOldSelf").asBoolean();
      CelType oldSelf = optional ? OptionalType.create(self) : self;
      return Rule.read(rule, Expressions.with(Map.of("self", self, "oldSelf", oldSelf), types));
    }
  }
}
