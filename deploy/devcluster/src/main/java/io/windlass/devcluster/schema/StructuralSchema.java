package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.api.ApiException.Cause;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One node of a custom resource's schema, compiled.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema">
 *     Specifying a structural schema</a>
 */
record StructuralSchema(Stated stated, Marks marks, Children children, Checks checks) {

  /**
   * What the node may hold.
   *
   * @param types JSON schema types; empty means any
   * @param defaultValue a missing node if there is none
   */
  record Stated(List<String> types, boolean nullable, JsonNode defaultValue) {
    Stated {
      types = List.copyOf(types);
    }
  }

  /** The {@code x-kubernetes-} marks. */
  record Marks(
      boolean preservesUnknown, boolean embeddedResource, String listType, List<String> mapKeys) {
    Marks {
      mapKeys = List.copyOf(mapKeys);
    }
  }

  /** Schemas of fields, of values under other keys, of elements. */
  record Children(
      Map<String, StructuralSchema> properties,
      Optional<StructuralSchema> additional,
      Optional<StructuralSchema> items) {
    Children {
      properties = Map.copyOf(properties);
    }

    /** The schema under a key, stated by name or for all other keys. */
    Optional<StructuralSchema> at(String key) {
      StructuralSchema property = properties.get(key);
      return property == null ? additional : Optional.of(property);
    }
  }

  /** What a value must obey besides its type. */
  record Checks(List<Check> values, List<String> required, Junctors junctors) {
    Checks {
      values = List.copyOf(values);
      required = List.copyOf(required);
    }
  }

  /** Schemas combined. */
  record Junctors(
      List<StructuralSchema> anyOf,
      List<StructuralSchema> oneOf,
      List<StructuralSchema> allOf,
      Optional<StructuralSchema> not) {
    Junctors {
      anyOf = List.copyOf(anyOf);
      oneOf = List.copyOf(oneOf);
      allOf = List.copyOf(allOf);
    }
  }

  /** One check of a value, for example its maximum; values of other types pass it. */
  @FunctionalInterface
  interface Check {
    Optional<Cause> fault(JsonNode value, String path);
  }

  /** Whether a null is kept here. */
  boolean refusesNull(JsonNode value) {
    return value.isNull() && !stated.nullable();
  }

  boolean hasDefault() {
    return !stated.defaultValue().isMissingNode();
  }
}
