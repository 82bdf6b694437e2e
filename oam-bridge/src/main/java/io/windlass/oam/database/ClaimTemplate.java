package io.windlass.oam.database;

import io.windlass.core.model.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The object by which another controller is asked for a database. */
final class ClaimTemplate {
  private ClaimTemplate() {}

  /** The template with what is asked for in its texts; namespace, name and labels are ours. */
  static Json.Obj fill(Json.Obj template, DatabaseRequest request) {
    Json.Obj filled = replaced(template, values(request)).object();
    Json.Obj metadata = filled.object("metadata");
    Json.Obj named =
        metadata
            .with("name", metadata.text("name").orElse(request.name()))
            .with("namespace", request.namespace())
            .with("labels", labels(metadata, request));
    return filled.with("metadata", named);
  }

  private static Json.Obj labels(Json.Obj metadata, DatabaseRequest request) {
    Json.Obj labels = metadata.object("labels");
    for (Map.Entry<String, String> label : request.labels().entrySet()) {
      labels = labels.with(label.getKey(), label.getValue());
    }
    return labels;
  }

  private static Map<String, String> values(DatabaseRequest request) {
    return Map.of(
        "$(name)", request.name(),
        "$(namespace)", request.namespace(),
        "$(secret)", DatabaseRenderer.secretName(request),
        "$(database)", request.database(),
        "$(version)", request.version(),
        "$(storage)", request.storage());
  }

  private static Json replaced(Json json, Map<String, String> values) {
    return switch (json) {
      case Json.Text(String text) -> Json.of(replaced(text, values));
      case Json.Arr(List<Json> items) ->
          Json.of(items.stream().map(item -> replaced(item, values)).toList());
      case Json.Obj object -> {
        Map<String, Json> fields = new TreeMap<>();
        object.fields().forEach((name, value) -> fields.put(name, replaced(value, values)));
        yield new Json.Obj(fields);
      }
      default -> json;
    };
  }

  private static String replaced(String text, Map<String, String> values) {
    String changed = text;
    for (Map.Entry<String, String> value : values.entrySet()) {
      changed = changed.replace(value.getKey(), value.getValue());
    }
    return changed;
  }
}
