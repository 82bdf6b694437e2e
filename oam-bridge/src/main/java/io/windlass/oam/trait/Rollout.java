package io.windlass.oam.trait;

import io.windlass.core.model.IntOrPercent;
import io.windlass.core.model.Json;
import io.windlass.oam.document.Node;
import io.windlass.oam.model.Kind;
import io.windlass.oam.render.Draft;
import io.windlass.oam.render.Site;
import io.windlass.oam.render.WorkloadRenderer;
import java.util.Optional;

/**
 * How a new version replaces the old one.
 *
 * @param strategy fields of a CloneSet's update strategy
 * @param replicas copies, where the old form of the trait says it
 */
record Rollout(Json.Obj strategy, Optional<Integer> replicas, Node properties) implements Trait {

  @Override
  public TraitType type() {
    return TraitType.ROLLOUT;
  }

  @Override
  public Draft onto(Draft draft, Site site) {
    Draft scaled =
        replicas
            .map(
                it ->
                    draft
                        .spec(spec -> spec.with("replicas", Json.of(it)))
                        .keep(WorkloadRenderer.REPLICAS))
            .orElse(draft);
    Kind kind = draft.ref().kind();
    Draft made =
        kind.group().equals("apps.kruise.io")
            ? scaled.spec(this::kruise)
            : kind.kind().equals("Deployment")
                ? scaled.spec(this::deployment)
                : refused(scaled, kind);
    return made.report(Trait.applied(this));
  }

  private Json.Obj kruise(Json.Obj spec) {
    return spec.with("updateStrategy", Site.over(spec.object("updateStrategy"), strategy));
  }

  /** A Deployment knows surge, unavailability and pause. */
  private Json.Obj deployment(Json.Obj spec) {
    Optional<IntOrPercent> kept = strategy.get("partition").flatMap(IntOrPercent::of);
    if (kept.isPresent()) {
      properties.errorAt(
          "partition",
          "NotOffered",
          "a Deployment has no partition; it needs a CloneSet, which this environment or cluster"
              + " does not have");
    }
    Json.Obj rolling = Json.Obj.EMPTY;
    for (String field : new String[] {"maxUnavailable", "maxSurge"}) {
      rolling =
          strategy.get(field).isPresent()
              ? rolling.with(field, strategy.get(field).orElseThrow())
              : rolling;
    }
    Json.Obj made =
        rolling.fields().isEmpty()
            ? spec
            : spec.with(
                "strategy",
                Json.Obj.EMPTY.with("type", "RollingUpdate").with("rollingUpdate", rolling));
    return strategy.bool("paused").map(it -> made.with("paused", Json.of(it))).orElse(made);
  }

  private Draft refused(Draft draft, Kind kind) {
    properties.error(
        "TraitNotApplicable", "a %s is not rolled out in steps".formatted(kind.kind()));
    return draft;
  }
}
