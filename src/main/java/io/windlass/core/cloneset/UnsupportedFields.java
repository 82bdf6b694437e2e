package io.windlass.core.cloneset;

import io.windlass.core.model.Json;

/**
 * Fields that mean nothing here. To obey half of a spec would be worse than to obey none of it.
 *
 * <p>The annotations for downloading images ahead are not among them: they are hints, and
 * OpenKruise itself ignores them unless a feature gate is on that is off by default.
 */
final class UnsupportedFields {
  private UnsupportedFields() {}

  static void check(Json.Obj spec, Faults faults) {
    faults.check(
        !spec.bool("scaleStrategy", "enablePVCReuse").orElse(false),
        "spec.scaleStrategy.enablePVCReuse",
        "a field of v1beta1; here it is disablePVCReuse, and reuse is the default");
  }
}
