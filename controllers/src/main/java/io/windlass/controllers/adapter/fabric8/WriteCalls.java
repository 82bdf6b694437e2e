package io.windlass.controllers.adapter.fabric8;

import io.windlass.controllers.adapter.fabric8.Fabric8Http.Call;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.Action.Precondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Effects as HTTP requests.
 *
 * <p>The preconditions of a patch ride in its body: a server that is told a resourceVersion or uid
 * which is not the object's answers 409 or 422 and writes nothing. In a JSON patch they are {@code
 * replace} operations, not {@code test}: a test that fails is answered with 422 and no word about
 * what failed, a replaced version with 409 like any other conflict.
 */
final class WriteCalls {
  private static final String JSON = "application/json";
  private static final Map<Action.PatchType, String> PATCH_TYPES =
      Map.of(
          Action.PatchType.MERGE, "application/merge-patch+json",
          Action.PatchType.STRATEGIC, "application/strategic-merge-patch+json",
          Action.PatchType.JSON, "application/json-patch+json");

  private WriteCalls() {}

  static Call create(Action.Create create) {
    return new Call(
        "POST",
        ApiPaths.collection(create.target().kind(), create.target().key().namespace()),
        JSON,
        JsonText.canonical(create.object()));
  }

  static Call patch(Action.Patch patch) {
    String subresource = patch.subresource().isEmpty() ? "" : "/" + patch.subresource();
    return new Call(
        "PATCH",
        ApiPaths.object(patch.target()) + subresource,
        PATCH_TYPES.getOrDefault(patch.type(), JSON),
        JsonText.canonical(guarded(patch.body(), patch.precondition())));
  }

  static Call delete(Action.Delete delete) {
    Json.Obj options = Json.Obj.EMPTY.with("propagationPolicy", "Background");
    Json.Obj preconditions = texts(delete.precondition());
    if (!preconditions.fields().isEmpty()) {
      options = options.with("preconditions", preconditions);
    }
    if (delete.grace().isPresent()) {
      options = options.with("gracePeriodSeconds", Json.of(delete.grace().get().toSeconds()));
    }
    return new Call("DELETE", ApiPaths.object(delete.target()), JSON, JsonText.canonical(options));
  }

  static Call apply(Action.Apply apply) {
    String query =
        "?fieldManager=" + ApiPaths.encoded(apply.fieldManager()) + "&force=" + apply.force();
    return new Call(
        "PATCH",
        ApiPaths.object(apply.target()) + query,
        "application/apply-patch+yaml",
        JsonText.canonical(apply.object()));
  }

  private static Json guarded(Json body, Precondition precondition) {
    Json.Obj texts = texts(precondition);
    if (texts.fields().isEmpty()) {
      return body;
    }
    return switch (body) {
      case Json.Obj object -> object.with("metadata", merged(object.object("metadata"), texts));
      case Json.Arr(List<Json> operations) -> replacing(texts, operations);
      default -> throw new IllegalArgumentException("a patch is an object or an array: " + body);
    };
  }

  private static Json.Obj merged(Json.Obj metadata, Json.Obj texts) {
    Json.Obj merged = metadata;
    for (Map.Entry<String, Json> text : texts.fields().entrySet()) {
      merged = merged.with(text.getKey(), text.getValue());
    }
    return merged;
  }

  private static Json.Arr replacing(Json.Obj texts, List<Json> operations) {
    List<Json> all = new ArrayList<>();
    texts
        .fields()
        .forEach(
            (field, value) ->
                all.add(
                    Json.Obj.EMPTY
                        .with("op", "replace")
                        .with("path", "/metadata/" + field)
                        .with("value", value)));
    all.addAll(operations);
    return new Json.Arr(all);
  }

  private static Json.Obj texts(Precondition precondition) {
    Json.Obj texts = Json.Obj.EMPTY;
    if (!precondition.uid().isEmpty()) {
      texts = texts.with("uid", precondition.uid());
    }
    if (precondition.version() != 0) {
      texts = texts.with("resourceVersion", Long.toString(precondition.version()));
    }
    return texts;
  }
}
