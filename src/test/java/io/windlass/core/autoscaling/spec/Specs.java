package io.windlass.core.autoscaling.spec;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;

/** Objects in the shorthand of the tables: JSON with bare field names and single quotes. */
public final class Specs {
  private Specs() {}

  /** The plain object on a CloneSet, with more fields of the spec. */
  public static Json.Obj object(String adds) {
    Json.Obj spec =
        json(
            "{scaleTargetRef: {apiVersion: 'apps.kruise.io/v1beta1', kind: 'CloneSet', name:"
                + " 'web'}, maxReplicas: 20}");
    for (var field : json("{" + adds + "}").fields().entrySet()) {
      spec = spec.with(field.getKey(), field.getValue());
    }
    return Json.Obj.EMPTY.with("metadata", json("{name: 'web'}")).with("spec", spec);
  }

  public static ReadAutoscaler read(String adds) {
    return ReadAutoscaler.of(object(adds));
  }

  /** Any document. */
  public static Json.Obj json(String text) {
    String strict =
        text.replaceAll("([{,]\\s*)([a-zA-Z][a-zA-Z0-9]*):", "$1\"$2\":").replace('\'', '"');
    return (Json.Obj) JsonText.parse(strict);
  }
}
