package io.windlass.oam.admission;

import io.windlass.core.model.Json;
import java.util.List;

/** The smallest application that runs a component, to find out what is wrong with the component. */
final class TryOut {
  private TryOut() {}

  static Json.Obj application(Json.Obj component) {
    boolean first = component.text("kind").orElse("").equals("ComponentSchematic");
    String name = component.text("metadata", "name").orElse("");
    Json.Obj instance = Json.Obj.EMPTY.with("componentName", name);
    if (first) {
      instance =
          instance.with("instanceName", "try-out").with("parameterValues", values(component));
    }
    return Json.Obj.EMPTY
        .with("apiVersion", first ? "core.oam.dev/v1alpha1" : "core.oam.dev/v1alpha2")
        .with("kind", "ApplicationConfiguration")
        .with("metadata", component.object("metadata").with("name", "try-out"))
        .with("spec", Json.Obj.EMPTY.with("components", Json.of(List.of(instance))));
  }

  private static Json values(Json.Obj component) {
    return Json.of(
        component.items("spec", "parameters").stream()
            .filter(parameter -> parameter.at("default").isEmpty())
            .filter(parameter -> parameter.text("name").isPresent())
            .map(
                parameter ->
                    Json.Obj.EMPTY
                        .with("name", parameter.text("name").orElseThrow())
                        .with("value", value(parameter.text("type").orElse(""))))
            .toList());
  }

  private static Json value(String type) {
    return switch (type) {
      case "boolean" -> Json.of(true);
      case "number" -> Json.of(1);
      case "object" -> Json.Obj.EMPTY;
      case "array" -> Json.of(List.of());
      case "null" -> Json.Null.VALUE;
      default -> Json.of("x");
    };
  }
}
