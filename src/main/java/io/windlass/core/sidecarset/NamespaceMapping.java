package io.windlass.core.sidecarset;

import io.windlass.core.model.Json;
import io.windlass.core.version.FieldMapping;
import io.windlass.core.version.FieldPath;

/**
 * The one namespace that the older version can name: a selector in the hub, which goes before what
 * the older version has as selector. On the way back the selector stays what it is.
 */
record NamespaceMapping() implements FieldMapping {
  private static final FieldPath NAMESPACE = FieldPath.of("spec.namespace");
  private static final FieldPath SELECTOR = FieldPath.of("spec.namespaceSelector");

  @Override
  public Json.Obj toHub(Json.Obj object) {
    return NAMESPACE
        .in(object)
        .flatMap(Json::text)
        .filter(name -> !name.isEmpty())
        .map(name -> SELECTOR.set(NAMESPACE.remove(object), selecting(name)))
        .orElse(object);
  }

  private static Json.Obj selecting(String name) {
    return Json.Obj.EMPTY.with(
        "matchLabels", Json.Obj.EMPTY.with(SidecarSetKeys.NAMESPACE_NAME, name));
  }

  @Override
  public Json.Obj toOlder(Json.Obj object) {
    return object;
  }

  @Override
  public Json.Obj olderSchema(Json.Obj hubSchema) {
    Json.Obj schema =
        Json.Obj.EMPTY
            .with("type", "string")
            .with(
                "description",
                "The one namespace whose pods get them; goes before namespaceSelector. Unset means"
                    + " what namespaceSelector says.");
    return NAMESPACE.inSchema().set(hubSchema, schema);
  }

  @Override
  public String hubField(String olderField) {
    return olderField.equals(NAMESPACE.dotted()) ? SELECTOR.dotted() : olderField;
  }
}
