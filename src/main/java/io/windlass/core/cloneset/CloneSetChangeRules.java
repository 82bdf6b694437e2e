package io.windlass.core.cloneset;

import io.windlass.core.inplace.TemplateChange;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.Violation;
import java.util.List;
import java.util.Optional;

/** What may be wrong with a change of a CloneSet, though its new form is sound. Stateless. */
final class CloneSetChangeRules {
  private CloneSetChangeRules() {}

  /** All faults; none for a new object. */
  static List<Violation> violations(Json.Obj now, Optional<Json.Obj> before) {
    Faults faults = new Faults();
    before.ifPresent(
        old -> {
          checkSelector(old.object("spec"), now.object("spec"), faults);
          checkInPlaceOnly(old.object("spec"), now.object("spec"), faults);
        });
    return faults.found();
  }

  private static void checkSelector(Json.Obj old, Json.Obj now, Faults faults) {
    Json.Obj was = old.object("selector");
    faults.check(
        was.equals(now.object("selector")),
        "spec.selector",
        "is immutable: it was %s and cannot become %s; make another CloneSet instead"
            .formatted(JsonText.canonical(was), JsonText.canonical(now.object("selector"))));
  }

  // Better to be told now than to see a rollout that never goes on.
  private static void checkInPlaceOnly(Json.Obj old, Json.Obj now, Faults faults) {
    boolean only = now.text("updateStrategy", "type").equals(Optional.of("InPlaceOnly"));
    Json.Obj from = TemplateDocument.tidy(old.object("template"));
    Json.Obj to = TemplateDocument.tidy(now.object("template"));
    if (only
        && !from.equals(to)
        && TemplateChange.between(from, to, TemplateChange.Means.PLAIN)
            instanceof TemplateChange.NotInPlace(String because)) {
      faults.add("spec.template", "InPlaceOnly forbids this change: " + because);
    }
  }
}
