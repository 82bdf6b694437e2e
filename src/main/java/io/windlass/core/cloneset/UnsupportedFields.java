package io.windlass.core.cloneset;

import io.windlass.core.model.Json;
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

  private UnsupportedFields() {}

  static void check(Json.Obj spec, Faults faults) {
    checkScaleStrategy(spec.object("scaleStrategy"), faults);
    checkUpdateStrategy(spec.object("updateStrategy"), faults);
  }

  private static void checkScaleStrategy(Json.Obj strategy, Faults faults) {
    String field = "spec.scaleStrategy.";
    for (String flag : List.of("enablePVCReuse")) {
      forbid(strategy.bool(flag).orElse(false), field + flag, faults);
    }
  }

  private static void checkUpdateStrategy(Json.Obj strategy, Faults faults) {
    String field = "spec.updateStrategy.";
    forbid(
        strategy.number("inPlaceUpdateStrategy", "gracePeriodSeconds").orElse(0L) != 0,
        field + "inPlaceUpdateStrategy.gracePeriodSeconds",
        faults);
  }

  private static void forbid(boolean used, String field, Faults faults) {
    faults.check(!used, field, NOT_YET);
  }
}
