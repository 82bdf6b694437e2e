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

  static Optional<Trait> read(Node properties) {
    properties.only(
        "partition",
        "maxUnavailable",
        "maxSurge",
        "paused",
        "updateStrategy",
        "gracePeriodSeconds",
        "priority",
        "scatter",
        "batches",
        "batch",
        "replica",
        "workloadRef");
    Json.Obj strategy = Json.Obj.EMPTY;
    for (String field : new String[] {"partition", "maxUnavailable", "maxSurge"}) {
      Json.Obj before = strategy;
      strategy =
          DisruptionBudget.share(properties, field)
              .map(it -> before.with(field, it))
              .orElse(before);
    }
    Json.Obj paused = strategy;
    strategy =
        properties.flag("paused").map(it -> paused.with("paused", Json.of(it))).orElse(paused);
    Json.Obj typed = strategy;
    strategy =
        properties
            .word("updateStrategy", "ReCreate", "InPlaceIfPossible", "InPlaceOnly", "OnDelete")
            .map(it -> typed.with("type", it))
            .orElse(typed);
    Json.Obj graced = strategy;
    strategy =
        properties
            .whole("gracePeriodSeconds", 0, 86_400)
            .map(it -> Json.Obj.EMPTY.with("gracePeriodSeconds", Json.of(it)))
            .map(it -> graced.with("inPlaceUpdateStrategy", it))
            .orElse(graced);
    strategy = copied(strategy, properties, "priority", "priorityStrategy");
    strategy = copied(strategy, properties, "scatter", "scatterStrategy");
    strategy = firstBatch(strategy, properties);
    return Optional.of(
        new Rollout(strategy, properties.whole("replica", 0, Integer.MAX_VALUE), properties));
  }

  private static Json.Obj copied(Json.Obj strategy, Node properties, String from, String to) {
    return properties.raw(from).map(value -> strategy.with(to, value)).orElse(strategy);
  }

  /** Batches begin with the first: all the rest is kept back. */
  private static Json.Obj firstBatch(Json.Obj strategy, Node properties) {
    Optional<Integer> count = properties.whole("batch", 1, 100);
    if (count.isPresent()) {
      return count.get() == 1
          ? strategy
          : strategy.with(
              "maxUnavailable",
              properties
                  .raw("maxUnavailable")
                  .orElse(Json.of("%d%%".formatted(100 / count.get()))));
    }
    return strategy;
  }

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
