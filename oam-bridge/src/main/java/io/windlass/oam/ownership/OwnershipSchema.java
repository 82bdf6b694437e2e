package io.windlass.oam.ownership;

import io.windlass.core.model.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says the table of owners in the schemas of components. A ComponentSchematic has the fields of
 * others as properties that must not be there, so that they are refused by the API server itself,
 * with the place to set them instead, and {@code kubectl explain} says the same. What a Component
 * holds may be of any kind, so its schema only tells.
 */
public final class OwnershipSchema {
  private static final String PROPERTIES = "properties";
  private static final String DESCRIPTION = "description";
  private static final String ITEMS = "items";
  private static final String OPEN = "x-kubernetes-preserve-unknown-fields";

  private OwnershipSchema() {}

  /** The schema of {@code spec} of a ComponentSchematic, with the fields that it must not have. */
  public static Json.Obj schematic(Json.Obj spec) {
    Json.Obj containers = spec.object(PROPERTIES, "containers");
    Json.Obj container = containers.object(ITEMS);
    Json.Obj ports = container.object(PROPERTIES, "ports");
    Json.Obj port = refusing(ports.object(ITEMS), FieldOwners.ofOthers(Place.PORT));
    Json.Obj changed =
        refusing(
            property(container, "ports", ports.with(ITEMS, port)),
            FieldOwners.ofOthers(Place.CONTAINER));
    return refusing(
        property(spec, "containers", containers.with(ITEMS, changed)),
        Stream.of(Place.WORKLOAD, Place.POD)
            .flatMap(place -> FieldOwners.ofOthers(place).stream())
            .toList());
  }

  /** The schema of {@code spec} of a Component, which tells whose the other fields are. */
  public static Json.Obj component(Json.Obj spec) {
    Json.Obj workload = spec.object(PROPERTIES, "workload");
    Json.Obj inner = workload.object(PROPERTIES, "spec");
    String told = inner.text(DESCRIPTION).orElse("") + " Not here: " + sentence() + ".";
    return property(spec, "workload", property(workload, "spec", inner.with(DESCRIPTION, told)));
  }

  private static String sentence() {
    return Stream.of(Place.values())
        .flatMap(place -> FieldOwners.ofOthers(place).stream())
        .collect(
            Collectors.groupingBy(
                FieldOwner::meaning,
                LinkedHashMap::new,
                Collectors.mapping(FieldOwner::field, Collectors.joining(", "))))
        .entrySet()
        .stream()
        .map(each -> each.getValue() + " (" + each.getKey() + ")")
        .collect(Collectors.joining("; "));
  }

  private static Json.Obj refusing(Json.Obj schema, List<FieldOwner> others) {
    Json.Obj refusing = schema;
    List<Json> rules = new ArrayList<>(schema.items("x-kubernetes-validations"));
    for (FieldOwner row : others) {
      refusing = property(refusing, row.field(), refused(row));
      rules.add(
          Json.Obj.EMPTY
              .with("rule", "!has(self." + row.field() + ")")
              .with("message", row.refusal())
              .with("fieldPath", "." + row.field()));
    }
    return refusing.with("x-kubernetes-validations", Json.of(rules));
  }

  private static Json.Obj refused(FieldOwner row) {
    Json.Obj schema =
        Json.Obj.EMPTY.with("type", row.type()).with(DESCRIPTION, "Not here. " + row.refusal());
    return switch (row.type()) {
      case "object" -> schema.with(OPEN, Json.of(true));
      case "array" ->
          schema.with(ITEMS, Json.Obj.EMPTY.with("type", "object").with(OPEN, Json.of(true)));
      default -> schema;
    };
  }

  private static Json.Obj property(Json.Obj schema, String name, Json.Obj property) {
    return schema.with(PROPERTIES, schema.object(PROPERTIES).with(name, property));
  }
}
