package io.windlass.oam.trait;

import io.windlass.core.model.IntOrPercent;
import io.windlass.core.model.Json;
import io.windlass.oam.document.Node;
import io.windlass.oam.model.Kind;
import io.windlass.oam.model.ObjectRef;
import io.windlass.oam.render.Draft;
import io.windlass.oam.render.Site;
import java.util.Optional;

/**
 * How many copies may be missing, or must be there, while nodes are drained.
 *
 * @param field maxUnavailable or minAvailable
 */
record DisruptionBudget(String field, Json value) implements Trait {
  private static final Kind KRUISE = new Kind("policy.kruise.io/v1alpha1", "PodUnavailableBudget");
  private static final Kind NATIVE = new Kind("policy/v1", "PodDisruptionBudget");

  static Optional<Trait> read(Node properties) {
    properties.only("maxUnavailable", "minAvailable");
    if (properties.has("maxUnavailable") == properties.has("minAvailable")) {
      properties.errorAt(
          "maxUnavailable", Node.MISSING, "needs one of maxUnavailable and minAvailable");
      return Optional.empty();
    }
    String field = properties.first("maxUnavailable", "minAvailable");
    return share(properties, field).map(it -> new DisruptionBudget(field, it));
  }

  /** A number of pods or a percentage of them, which must not be less than nothing. */
  static Optional<Json> share(Node properties, String field) {
    Optional<Json> value = properties.raw(field);
    Optional<IntOrPercent> share = value.flatMap(IntOrPercent::of).filter(it -> !it.isNegative());
    if (value.isPresent() && share.isEmpty()) {
      properties.errorAt(
          field,
          Node.INVALID,
          properties.show(field) + " is neither a number of pods nor a percentage");
    }
    return share.isPresent() ? value : Optional.empty();
  }

  @Override
  public TraitType type() {
    return TraitType.DISRUPTION_BUDGET;
  }

  @Override
  public Draft onto(Draft draft, Site site) {
    boolean kruise = site.served().serves(KRUISE);
    Json.Obj spec = Json.Obj.EMPTY.with(field, value);
    spec =
        kruise
            ? spec.with("targetRef", draft.ref().json())
            : spec.with("selector", Json.Obj.EMPTY.with("matchLabels", site.selector()));
    Json.Obj object =
        site.traitObject(kruise ? KRUISE : NATIVE, site.name("budget")).with("spec", spec);
    return draft
        .with(Trait.object(site, this, object))
        .report(Trait.applied(this, ObjectRef.of(object)));
  }
}
