package io.windlass.core.cloneset;

import io.windlass.core.model.IntOrPercent;
import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectMeta;
import java.util.List;

/**
 * Fields whose behaviour is not there yet. Set to something else than their default, they are
 * faults: to obey half of a spec would be worse than to obey none of it.
 *
 * <p>The annotations for downloading images ahead are not among them: they are hints, and
 * OpenKruise itself ignores them unless a feature gate is on that is off by default.
 */
final class UnsupportedFields {
  private static final String NOT_YET = "not yet supported; leave it out";
  private static final String EXCLUDE_PREPARING_DELETE =
      "apps.kruise.io/cloneset-scaling-exclude-preparing-delete";

  private UnsupportedFields() {}

  static void check(ObjectMeta meta, Json.Obj spec, Faults faults) {
    checkScaleStrategy(spec.object("scaleStrategy"), faults);
    checkUpdateStrategy(spec.object("updateStrategy"), faults);
    forbid(
        meta.label(EXCLUDE_PREPARING_DELETE).equals("true"),
        "metadata.labels[" + EXCLUDE_PREPARING_DELETE + "]",
        faults);
  }

  private static void checkScaleStrategy(Json.Obj strategy, Faults faults) {
    String field = "spec.scaleStrategy.";
    for (String flag : List.of("enablePVCReuse", "excludePreparingDelete")) {
      forbid(strategy.bool(flag).orElse(false), field + flag, faults);
    }
  }

  private static void checkUpdateStrategy(Json.Obj strategy, Faults faults) {
    String field = "spec.updateStrategy.";
    forbid(
        strategy.text("type").flatMap(UpdateType::of).stream()
            .anyMatch(UpdateType.ON_DELETE::equals),
        field + "type",
        faults);
    forbid(
        strategy
            .at("maxSurge")
            .flatMap(IntOrPercent::of)
            .map(surge -> surge.roundedUp(100) > 0)
            .orElse(false),
        field + "maxSurge",
        faults);
    forbid(
        strategy.number("inPlaceUpdateStrategy", "gracePeriodSeconds").orElse(0L) != 0,
        field + "inPlaceUpdateStrategy.gracePeriodSeconds",
        faults);
  }

  private static void forbid(boolean used, String field, Faults faults) {
    faults.check(!used, field, NOT_YET);
  }
}
