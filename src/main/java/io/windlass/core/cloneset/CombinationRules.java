package io.windlass.core.cloneset;

import io.windlass.core.model.IntOrPercent;
import io.windlass.core.model.Json;
import io.windlass.core.model.NameSyntax;
import io.windlass.core.model.ObjectMeta;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fields of a CloneSet that are sound by themselves and not beside one another. Stateless. */
final class CombinationRules {
  private static final List<String> HOOKS = List.of("preDelete", "inPlaceUpdate", "preNormal");

  private CombinationRules() {}

  static void check(ObjectMeta meta, Json.Obj spec, Faults faults) {
    checkName(meta, faults);
    checkSurge(spec.object("updateStrategy"), faults);
    for (String hook : HOOKS) {
      checkHook(spec.object("lifecycle", hook), "spec.lifecycle." + hook, faults);
    }
    checkGrace(spec, faults);
  }

  private static void checkName(ObjectMeta meta, Faults faults) {
    String name = meta.key().name();
    faults.check(
        name.isEmpty() || NameSyntax.isDnsSubdomain(name),
        "metadata.name",
        "\"" + name + "\" is not made of lower-case letters, digits, '-' and '.'");
  }

  private static void checkSurge(Json.Obj strategy, Faults faults) {
    boolean surges =
        strategy
            .at("maxSurge")
            .flatMap(IntOrPercent::of)
            .map(surge -> surge.roundedUp(100) > 0)
            .orElse(false);
    faults.check(
        !surges || !strategy.text("type").equals(Optional.of("InPlaceOnly")),
        "spec.updateStrategy.maxSurge",
        "must be 0 with InPlaceOnly: a pod that is updated in place needs none beside it");
  }

  private static void checkHook(Json.Obj hook, String field, Faults faults) {
    for (Map.Entry<String, Json> label : hook.object("labelsHandler").fields().entrySet()) {
      String at = field + ".labelsHandler[" + label.getKey() + "]";
      faults.check(NameSyntax.isQualifiedName(label.getKey()), at, "is not a label's key");
      faults.check(
          label.getValue().text().map(NameSyntax::isLabelValue).orElse(false),
          at,
          "must be text of at most 63 letters, digits, '-', '_' or '.'");
    }
    List<Json> finalizers = hook.items("finalizersHandler");
    for (int i = 0; i < finalizers.size(); i++) {
      faults.check(
          finalizers.get(i).text().map(NameSyntax::isQualifiedName).orElse(false),
          field + ".finalizersHandler[" + i + "]",
          "is not a finalizer's name");
    }
  }

  private static void checkGrace(Json.Obj spec, Faults faults) {
    spec.number("updateStrategy", "inPlaceUpdateStrategy", "gracePeriodSeconds")
        .ifPresent(
            seconds ->
                faults.check(
                    seconds >= 0,
                    "spec.updateStrategy.inPlaceUpdateStrategy.gracePeriodSeconds",
                    seconds + " is less than 0"));
  }
}
