package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.schema.StructuralSchema.Junctors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Validates a custom resource against its schema. On update, a value that did not change is not
 * validated again, so that a stricter schema does not lock existing objects; elements of lists are
 * found again by the keys of {@code x-kubernetes-list-type: map}. Stateless; cost O(size of the
 * object), times the alternatives of a junctor.
 */
final class StructuralValidation {
  private static final JsonNode NONE = MissingNode.getInstance();

  private StructuralValidation() {}

  /** One value, its path, and the value that it had before (a missing node if there was none). */
  private record Place(JsonNode value, JsonNode before, String path) {
    Place field(String name) {
      String field = path.isEmpty() ? name : path + "." + name;
      return new Place(value.path(name), before.path(name), field);
    }
  }

  static List<Cause> create(JsonNode object, StructuralSchema schema) {
    return update(object, NONE, schema);
  }

  static List<Cause> update(JsonNode object, JsonNode before, StructuralSchema schema) {
    List<Cause> faults = new ArrayList<>();
    validate(new Place(object, before, ""), schema, faults);
    return faults;
  }

  private static void validate(Place place, StructuralSchema schema, List<Cause> faults) {
    if (place.value().equals(place.before())) {
      return;
    }
    type(place, schema, faults);
    if (!place.value().isNull()) {
      junctors(place, schema.checks().junctors(), faults);
      for (StructuralSchema.Check check : schema.checks().values()) {
        check.fault(place.value(), place.path()).ifPresent(faults::add);
      }
      elements(place, schema, faults);
      fields(place, schema, faults);
    }
  }

  private static void type(Place place, StructuralSchema schema, List<Cause> faults) {
    List<String> types = schema.stated().types();
    boolean allowedNull = place.value().isNull() && schema.stated().nullable();
    if (!types.isEmpty() && !allowedNull && types.stream().noneMatch(t -> isOf(place.value(), t))) {
      String actual = jsonType(place.value());
      String detail =
          "%s in body must be of type %s: \"%s\""
              .formatted(place.path(), String.join(",", types), actual);
      faults.add(Faults.typeInvalid(place.path(), actual, detail));
    }
  }

  private static boolean isOf(JsonNode value, String type) {
    return switch (type) {
      case "integer" -> value.isNumber() && isWhole(value);
      case "number" -> value.isNumber();
      default -> jsonType(value).equals(type);
    };
  }

  private static boolean isWhole(JsonNode value) {
    return value.canConvertToLong() && value.canConvertToExactIntegral();
  }

  private static String jsonType(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT, POJO -> "object";
      case ARRAY -> "array";
      case STRING, BINARY -> "string";
      case NUMBER -> value.isIntegralNumber() && value.canConvertToLong() ? "integer" : "number";
      case BOOLEAN -> "boolean";
      case NULL, MISSING -> "null";
    };
  }

  private static void elements(Place place, StructuralSchema schema, List<Cause> faults) {
    if (!place.value().isArray() || schema.children().items().isEmpty()) {
      return;
    }
    StructuralSchema items = schema.children().items().get();
    for (int i = 0; i < place.value().size(); i++) {
      JsonNode element = place.value().get(i);
      JsonNode before = ListTypes.correlated(element, place.before(), schema.marks());
      validate(new Place(element, before, place.path() + "[" + i + "]"), items, faults);
    }
  }

  private static void fields(Place place, StructuralSchema schema, List<Cause> faults) {
    if (!place.value().isObject()) {
      return;
    }
    Map<String, JsonNode> sorted = new TreeMap<>();
    place.value().properties().forEach(e -> sorted.put(e.getKey(), e.getValue()));
    for (String name : sorted.keySet()) {
      schema.children().at(name).ifPresent(child -> validate(place.field(name), child, faults));
    }
    for (String name : schema.checks().required()) {
      if (!sorted.containsKey(name)) {
        faults.add(Faults.required(place.field(name).path(), ""));
      }
    }
  }

  private static void junctors(Place place, Junctors junctors, List<Cause> faults) {
    anyOf(place, junctors.anyOf(), faults);
    oneOf(place, junctors.oneOf(), faults);
    allOf(place, junctors.allOf(), faults);
    if (junctors.not().isPresent() && alone(place, junctors.not().get()).isEmpty()) {
      faults.add(combined(place, "must not validate the schema (not)"));
    }
  }

  private static void anyOf(Place place, List<StructuralSchema> schemas, List<Cause> faults) {
    List<List<Cause>> results = schemas.stream().map(s -> alone(place, s)).toList();
    if (!schemas.isEmpty() && results.stream().noneMatch(List::isEmpty)) {
      faults.add(combined(place, "must validate at least one schema (anyOf)"));
      faults.addAll(nearest(results));
    }
  }

  private static void oneOf(Place place, List<StructuralSchema> schemas, List<Cause> faults) {
    List<List<Cause>> results = schemas.stream().map(s -> alone(place, s)).toList();
    long valid = results.stream().filter(List::isEmpty).count();
    String rule = "must validate one and only one schema (oneOf). Found ";
    if (!schemas.isEmpty() && valid == 0) {
      faults.add(combined(place, rule + "none valid"));
      faults.addAll(nearest(results));
    } else if (valid > 1) {
      faults.add(combined(place, rule + valid + " valid alternatives"));
    }
  }

  private static void allOf(Place place, List<StructuralSchema> schemas, List<Cause> faults) {
    List<List<Cause>> results = schemas.stream().map(s -> alone(place, s)).toList();
    results.forEach(faults::addAll);
    long valid = results.stream().filter(List::isEmpty).count();
    if (valid < schemas.size()) {
      String none = valid == 0 ? ". None validated" : "";
      faults.add(combined(place, "must validate all the schemas (allOf)" + none));
    }
  }

  private static List<Cause> alone(Place place, StructuralSchema schema) {
    List<Cause> faults = new ArrayList<>();
    validate(place, schema, faults);
    return faults;
  }

  private static List<Cause> nearest(List<List<Cause>> results) {
    return results.stream().min(Comparator.comparingInt(List::size)).orElseThrow();
  }

  // The API server gives these faults no field: it prints as <nil>.
  private static Cause combined(Place place, String rule) {
    return Faults.invalid("<nil>", "", "\"%s\" %s".formatted(place.path(), rule));
  }
}
