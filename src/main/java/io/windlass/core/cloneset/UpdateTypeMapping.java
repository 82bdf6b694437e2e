package io.windlass.core.cloneset;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.Violation;
import io.windlass.core.version.FieldMapping;
import io.windlass.core.version.FieldPath;
import java.util.List;

/**
 * How pods are updated: one field in {@code v1alpha1}, with OnDelete as a fourth way; two in the
 * hub, whether pods are updated at all and how.
 */
record UpdateTypeMapping() implements FieldMapping {
  private static final FieldPath TYPE = FieldPath.of("spec.updateStrategy.type");
  private static final FieldPath POLICY =
      FieldPath.of("spec.updateStrategy.rollingUpdate.podUpdatePolicy");
  private static final String ON_DELETE = "OnDelete";
  private static final String ROLLING = "RollingUpdate";

  @Override
  public Json.Obj toHub(Json.Obj object) {
    return TYPE.in(object)
        .filter(type -> !type.equals(Json.of(ON_DELETE)))
        .map(type -> TYPE.set(POLICY.set(object, type), Json.of(ROLLING)))
        .orElse(object);
  }

  @Override
  public Json.Obj toOlder(Json.Obj object) {
    Json.Obj without = POLICY.removeWithParent(object);
    Json type = TYPE.in(object).orElse(Json.Null.VALUE);
    if (type.equals(Json.of(ON_DELETE))) {
      return without;
    }
    return POLICY
        .in(object)
        .map(policy -> TYPE.set(without, policy))
        .orElseGet(
            () ->
                type.equals(Json.of(ROLLING)) || type.equals(Json.of(""))
                    ? TYPE.set(without, Json.of("ReCreate"))
                    : without);
  }

  @Override
  public Json.Obj olderSchema(Json.Obj hubSchema) {
    FieldPath rolling = FieldPath.of("spec.updateStrategy.rollingUpdate").inSchema();
    Json.Obj schema = (Json.Obj) POLICY.inSchema().in(hubSchema).orElseThrow();
    Json.Obj older =
        schema
            .with(
                "description",
                schema.text("description").orElse("")
                    + " OnDelete: a pod is updated only when somebody deletes it.")
            .with(
                "enum",
                Json.of(
                    List.of(
                        Json.of("InPlaceIfPossible"),
                        Json.of("InPlaceOnly"),
                        Json.of(ON_DELETE),
                        Json.of("ReCreate"))));
    return TYPE.inSchema().set(rolling.remove(hubSchema), older);
  }

  /**
   * A fault of the older field as what it is in the hub, where that field is two: each has values
   * of its own.
   */
  static Violation inHubWords(Violation renamed, Json.Obj hub) {
    if (!renamed.field().equals(POLICY.dotted())) {
      return renamed;
    }
    Json type = TYPE.in(hub).orElse(Json.of(ROLLING));
    boolean isOfType = !type.equals(Json.of(ROLLING)) && !type.equals(Json.of(""));
    Json value = isOfType ? type : POLICY.in(hub).orElse(Json.Null.VALUE);
    return new Violation(
        isOfType ? TYPE.dotted() : POLICY.dotted(),
        JsonText.canonical(value)
            + " is none of "
            + (isOfType ? "RollingUpdate, OnDelete" : "ReCreate, InPlaceIfPossible, InPlaceOnly"));
  }

  @Override
  public String hubField(String olderField) {
    return olderField.equals(TYPE.dotted()) ? POLICY.dotted() : olderField;
  }
}
