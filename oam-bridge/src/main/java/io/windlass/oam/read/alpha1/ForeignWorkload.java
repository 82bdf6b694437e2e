package io.windlass.oam.read.alpha1;

import io.windlass.core.model.Json;
import io.windlass.oam.catalogue.Catalogue;
import io.windlass.oam.database.DatabaseSpec;
import io.windlass.oam.document.Node;
import io.windlass.oam.model.Kind;
import io.windlass.oam.model.Workload;
import io.windlass.oam.read.parts.KnownKinds;
import io.windlass.oam.read.parts.Lookup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a component of a type that is not OAM's: the setting {@code spec} is its spec. OpenFaaS's
 * functions have their fields as settings.
 */
record ForeignWorkload(Node spec, Kind kind, Lookup parameters, Catalogue catalogue) {
  private static final Kind FUNCTION = new Kind("openfaas.com/v1alpha2", "Function");

  Optional<Workload> read(String name) {
    if (!spec.json().items("containers").isEmpty()) {
      spec.errorAt(
          "containers", Node.INVALID, "a %s has no containers here, but settings".formatted(kind));
    }
    Map<String, Node> settings = settings();
    Optional<Json.Obj> made =
        kind.equals(FUNCTION)
            ? function(name, settings)
            : Optional.of(kind.equals(DatabaseSpec.KIND) ? database(settings) : plain(settings));
    return made.map(
        it -> {
          Json.Obj object =
              Json.Obj.EMPTY
                  .with("apiVersion", kind.apiVersion())
                  .with("kind", kind.kind())
                  .with("spec", it);
          return new Workload.Embedded(
              object, kind.toString(), KnownKinds.characteristics(object, catalogue));
        });
  }

  private Map<String, Node> settings() {
    Map<String, Node> settings = new HashMap<>();
    for (Node item : spec.items("workloadSettings")) {
      item.only("name", "description", "type", "required", "value", "fromParam");
      String name = item.requiredText("name");
      if (settings.put(name, item) != null) {
        item.errorAt("name", "Duplicate", "setting \"%s\" is there twice".formatted(name));
      }
      if (item.json().bool("required").orElse(false) && value(item).isEmpty()) {
        item.error("MissingSetting", "setting \"%s\" is required".formatted(name));
      }
    }
    return settings;
  }

  private Optional<Json> value(Node setting) {
    return Settings.value(setting, parameters);
  }

  private Json.Obj plain(Map<String, Node> settings) {
    settings.forEach(
        (name, item) -> {
          if (!name.equals("spec")) {
            item.errorAt("name", Node.INVALID, "a %s has only the setting spec".formatted(kind));
          }
        });
    Optional<Json> value = Optional.ofNullable(settings.get("spec")).flatMap(this::value);
    if (value.isEmpty()) {
      spec.errorAt(
          "workloadSettings",
          "MissingSetting",
          "a %s needs the setting \"spec\", its spec as an object".formatted(kind));
    } else if (!(value.get() instanceof Json.Obj)) {
      spec.errorAt("workloadSettings", Node.WRONG_TYPE, "the setting spec is not an object");
    }
    return value.map(Json::object).orElse(Json.Obj.EMPTY);
  }

  private Json.Obj database(Map<String, Node> settings) {
    Json.Obj made = Json.Obj.EMPTY;
    for (Map.Entry<String, Node> each : settings.entrySet()) {
      String field = each.getKey();
      Optional<String> value = text(settings, field);
      Node setting = each.getValue();
      if (!DatabaseSpec.FIELDS.contains(field)) {
        setting.errorAt("name", Node.INVALID, "a Database has the settings " + DatabaseSpec.FIELDS);
      }
      value
          .flatMap(it -> DatabaseSpec.fault(field, it))
          .ifPresent(fault -> setting.errorAt("value", Node.INVALID, fault));
      made = value.isPresent() ? made.with(field, value.get()) : made;
    }
    return made;
  }

  private Optional<Json.Obj> function(String name, Map<String, Node> settings) {
    Json.Obj made = Json.Obj.EMPTY.with("name", name);
    settings.forEach(
        (word, item) -> {
          if (!List.of("image", "handler", "environment").contains(word)) {
            item.errorAt(
                "name", Node.INVALID, "a Function has the settings image, handler, environment");
          }
        });
    Optional<String> image = text(settings, "image").filter(text -> !text.isEmpty());
    if (image.isEmpty()) {
      spec.errorAt("workloadSettings", "MissingSetting", "a Function needs the setting image");
      return Optional.empty();
    }
    made = made.with("image", image.get());
    Optional<String> handler = text(settings, "handler").filter(text -> !text.isEmpty());
    made = handler.isPresent() ? made.with("handler", handler.get()) : made;
    Json.Obj environment = environment(settings);
    return Optional.of(
        environment.fields().isEmpty() ? made : made.with("environment", environment));
  }

  private Optional<String> text(Map<String, Node> settings, String name) {
    Node setting = settings.get(name);
    Optional<Json> value = setting == null ? Optional.empty() : value(setting);
    Optional<String> text = value.flatMap(Node::scalarText);
    if (setting != null && value.isPresent() && text.isEmpty()) {
      setting.errorAt("value", Node.WRONG_TYPE, "is not text");
    }
    return text;
  }

  /** A list of variables, each with a value or a parameter. */
  private Json.Obj environment(Map<String, Node> settings) {
    Json.Obj made = Json.Obj.EMPTY;
    Node setting = settings.get("environment");
    if (setting == null) {
      return made;
    }
    for (Node item : setting.items("value")) {
      item.only("name", "type", "value", "fromParam");
      String name = item.requiredText("name");
      Optional<String> value = value(item).flatMap(Node::scalarText);
      if (value.isEmpty()) {
        item.error(Node.MISSING, "needs one of value and fromParam");
      }
      made = value.isPresent() ? made.with(name, value.get()) : made;
    }
    return made;
  }
}
