package io.windlass.oam.status;

import io.windlass.core.model.Json;
import io.windlass.oam.model.Identity;
import io.windlass.oam.render.Labels;
import java.util.Optional;

/** Whether an object that is there may be changed or removed for an application. Stateless. */
public final class Ownership {
  private Ownership() {}

  /** Who else has the object; empty if the application has it, or nobody. */
  public static Optional<String> other(Json.Obj live, Identity application) {
    for (Json each : live.items("metadata", "ownerReferences")) {
      if (each.bool("controller").orElse(false)) {
        return each.text("uid").orElse("").equals(application.uid())
            ? Optional.empty()
            : Optional.of(each.text("kind").orElse("") + " " + each.text("name").orElse(""));
      }
    }
    return isLabelled(live, application)
        ? Optional.empty()
        : Optional.of("somebody else: it bears neither an owner nor the labels of an application");
  }

  /** Objects without a namespace cannot name an owner that has one. */
  private static boolean isLabelled(Json.Obj live, Identity application) {
    Json.Obj labels = live.object("metadata", "labels");
    return labels.text(Labels.MANAGED_BY).filter(Labels.BRIDGE::equals).isPresent()
        && labels
            .text(Labels.APPLICATION)
            .filter(Labels.applicationValue(application.name())::equals)
            .isPresent()
        && labels.text(Labels.NAMESPACE).map(application.namespace()::equals).orElse(true);
  }
}
