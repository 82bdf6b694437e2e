package io.windlass.devcluster.cel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.windlass.devcluster.api.ApiException.Cause;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The rules of {@code x-kubernetes-validations} that the schema of one version of a custom resource
 * states. Immutable and thread-safe; cost O(size of the parts that have rules), times what the
 * rules do.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-rules">
 *     Validation rules</a>
 */
public final class ObjectRules {
  private final Optional<RuleNode> root;
  private final List<FaultyRule> faulty;

  private ObjectRules(Optional<RuleNode> root, List<FaultyRule> faulty) {
    this.root = root;
    this.faulty = List.copyOf(faulty);
  }

  /** Compiles the rules of the schema of a whole resource. */
  public static ObjectRules of(JsonNode openApiV3Schema) {
    return of(openApiV3Schema, true);
  }

  /** Compiles the rules of a schema of values within a resource. */
  public static ObjectRules ofValues(JsonNode schema) {
    return of(schema, false);
  }

  private static ObjectRules of(JsonNode schema, boolean resource) {
    List<FaultyRule> faulty = new ArrayList<>();
    Optional<RuleNode> root = RuleNode.read(schema, resource, faulty);
    return new ObjectRules(root, faulty);
  }

  /** The rules that cannot be compiled and so are not obeyed. */
  public List<FaultyRule> faulty() {
    return faulty;
  }

  /** Whether there is nothing to obey. */
  public boolean isEmpty() {
    return root.isEmpty();
  }

  /**
   * Every fault of an object.
   *
   * @param before the object as it was; a missing node if it is new
   * @param warnings takes faults of values that did not change: these do not hinder an update
   */
  public List<Cause> validate(JsonNode object, JsonNode before, Consumer<Cause> warnings) {
    Run run = new Run(new ArrayList<>(), warnings);
    root.ifPresent(node -> run.visit(node, new Place(object, before, false, "")));
    return run.faults();
  }

  /**
   * A value and where it is.
   *
   * @param before the value that it was, a missing node if none is known
   * @param withinSame whether it is part of something that did not change
   */
  private record Place(JsonNode value, JsonNode before, boolean withinSame, String path) {
    boolean isSame() {
      return before.isMissingNode() ? withinSame : before.equals(value);
    }

    Place at(JsonNode child, JsonNode was, String childPath) {
      return new Place(child, was, isSame(), childPath);
    }
  }

  private record Run(List<Cause> faults, Consumer<Cause> warnings) {
    void visit(RuleNode node, Place place) {
      if (place.value().isNull() || place.value().isMissingNode()) {
        return;
      }
      obey(node, place);
      node.allOf().forEach(part -> visit(part, place));
      RuleNode.Children children = node.children();
      if (place.value().isArray() && children.items().isPresent()) {
        elements(node, children.items().get(), place);
      } else if (place.value().isObject()) {
        fields(children, place);
      }
    }

    private void obey(RuleNode node, Place place) {
      if (node.rules().isEmpty()) {
        return;
      }
      Object self = CelValues.of(place.value(), node.schema(), node.resource());
      boolean isNew = place.before().isMissingNode() || place.before().isNull();
      for (Rule rule : node.rules()) {
        boolean compares = rule.condition().usesOldSelf();
        boolean optional = rule.words().optionalOldSelf();
        if (compares && isNew && !optional) {
          continue;
        }
        Map<String, Object> variables = new HashMap<>();
        variables.put("self", self);
        if (compares || optional) {
          variables.put("oldSelf", oldSelf(node, place, isNew, optional));
        }
        rule.fault(variables, node.type(), place.path())
            .ifPresent(fault -> (compares || !place.isSame() ? sink() : warnings).accept(fault));
      }
    }

    private Consumer<Cause> sink() {
      return faults::add;
    }

    private static Object oldSelf(RuleNode node, Place place, boolean isNew, boolean optional) {
      if (isNew) {
        return Optional.empty();
      }
      Object old = CelValues.of(place.before(), node.schema(), node.resource());
      return optional ? Optional.of(old) : old;
    }

    private void fields(RuleNode.Children children, Place place) {
      for (Map.Entry<String, JsonNode> field : place.value().properties()) {
        String name = field.getKey();
        JsonNode before = place.before().path(name);
        RuleNode property = children.properties().get(name);
        if (property != null) {
          String path = place.path().isEmpty() ? name : place.path() + "." + name;
          visit(property, place.at(field.getValue(), before, path));
        } else if (children.additional().isPresent()) {
          String path = place.path() + "[" + name + "]";
          visit(children.additional().get(), place.at(field.getValue(), before, path));
        }
      }
    }

    private void elements(RuleNode list, RuleNode items, Place place) {
      List<String> keys =
          list.schema().path("x-kubernetes-list-type").asText().equals("map")
              ? list.schema()
                  .path("x-kubernetes-list-map-keys")
                  .valueStream()
                  .map(JsonNode::asText)
                  .toList()
              : List.of();
      for (int i = 0; i < place.value().size(); i++) {
        JsonNode element = place.value().get(i);
        JsonNode before = correlated(element, place.before(), keys);
        visit(items, place.at(element, before, place.path() + "[" + i + "]"));
      }
    }

    private static JsonNode correlated(JsonNode element, JsonNode before, List<String> keys) {
      if (!keys.isEmpty() && before.isArray()) {
        for (JsonNode candidate : before) {
          if (keys.stream().allMatch(key -> candidate.path(key).equals(element.path(key)))) {
            return candidate;
          }
        }
      }
      return MissingNode.getInstance();
    }
  }
}
