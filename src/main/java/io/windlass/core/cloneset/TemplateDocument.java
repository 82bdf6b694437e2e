package io.windlass.core.cloneset;

import io.windlass.core.model.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Pod templates as documents, and revisions as records of them. Two ways of writing the same
 * template must not count as two: explicit nulls, {@code creationTimestamp}, and the empty {@code
 * resources} that typed clients write into every container are left out. So a revision that
 * OpenKruise recorded equals the template that it was made of. Stateless.
 */
final class TemplateDocument {
  private TemplateDocument() {}

  /** The template without what means nothing. */
  static Json.Obj tidy(Json.Obj template) {
    Json.Obj tidy = (Json.Obj) withoutNulls(template);
    if (tidy.at("spec").isPresent()) {
      Json.Obj spec = tidy.object("spec");
      for (String list : List.of("containers", "initContainers")) {
        if (!spec.items(list).isEmpty()) {
          spec =
              spec.with(list, Json.of(spec.items(list).stream().map(c -> container(c)).toList()));
        }
      }
      tidy = tidy.with("spec", spec);
    }
    return tidy.at("metadata").isPresent()
        ? tidy.with("metadata", tidy.object("metadata").without("creationTimestamp"))
        : tidy;
  }

  /** What a revision records of a template. */
  static Json.Obj record(Json.Obj template) {
    return Json.Obj.EMPTY.with(
        "spec", Json.Obj.EMPTY.with("template", template.with("$patch", "replace")));
  }

  /** The template that a revision recorded, tidied. */
  static Json.Obj recorded(Json.Obj revisionData) {
    return tidy(revisionData.object("spec", "template").without("$patch"));
  }

  private static Json container(Json container) {
    return container instanceof Json.Obj object
            && object.get("resources").equals(Optional.of(Json.Obj.EMPTY))
        ? object.without("resources")
        : container;
  }

  private static Json withoutNulls(Json json) {
    return switch (json) {
      case Json.Obj(Map<String, Json> fields) -> {
        Map<String, Json> kept = new TreeMap<>();
        fields.forEach(
            (name, value) -> {
              if (!(value instanceof Json.Null)) {
                kept.put(name, withoutNulls(value));
              }
            });
        yield new Json.Obj(kept);
      }
      case Json.Arr array ->
          Json.of(array.items().stream().map(TemplateDocument::withoutNulls).toList());
      case Json.Null n -> n;
      case Json.Bool b -> b;
      case Json.Num n -> n;
      case Json.Text t -> t;
    };
  }
}
