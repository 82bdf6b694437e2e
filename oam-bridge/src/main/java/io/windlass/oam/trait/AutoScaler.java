package io.windlass.oam.trait;

import io.windlass.core.model.Json;
import io.windlass.oam.document.Node;
import io.windlass.oam.model.Kind;
import io.windlass.oam.model.ObjectRef;
import io.windlass.oam.render.Draft;
import io.windlass.oam.render.Rendered.Lent;
import io.windlass.oam.render.Site;
import io.windlass.oam.render.TraitReport.State;
import io.windlass.oam.render.WorkloadRenderer;
import java.util.List;
import java.util.Optional;

/** As many copies as the load asks for, within bounds. */
record AutoScaler(int minimum, int maximum, List<Json.Obj> metrics) implements Trait {
  private static final Kind AUTOSCALER = new Kind("autoscaling/v2", "HorizontalPodAutoscaler");

  AutoScaler {
    metrics = List.copyOf(metrics);
  }

  static Optional<Trait> read(Node properties) {
    properties.only(
        "minimum",
        "min",
        "maximum",
        "max",
        "cpu",
        "cpuUtil",
        "memory",
        "mem",
        "podCustomMetrics",
        "targetAPIVersion",
        "targetKind",
        "workloadRef");
    int minimum = properties.whole(properties.first("minimum", "min"), 1, 1_000_000).orElse(1);
    String field = properties.first("maximum", "max");
    int maximum = properties.whole(field, 1, 1_000_000).orElse(Math.max(10, minimum));
    if (maximum < minimum) {
      properties.errorAt(
          field, Node.INVALID, "%d is below the minimum %d".formatted(maximum, minimum));
    }
    return Optional.of(new AutoScaler(minimum, maximum, Metrics.read(properties)));
  }

  @Override
  public TraitType type() {
    return TraitType.AUTO_SCALER;
  }

  @Override
  public Draft onto(Draft draft, Site site) {
    Draft lent = draft.lend(new Lent(WorkloadRenderer.REPLICAS, word(), Json.of(minimum)));
    if (!site.environment().metricsApi()) {
      return lent.report(
          Trait.without(
              this,
              State.NOT_OFFERED,
              "environment \"%s\" has no metrics (field metricsApi); %d copies run, or as many as"
                      .formatted(site.environment().name(), minimum)
                  + " somebody scales to"));
    }
    Json.Obj spec =
        Json.Obj.EMPTY
            .with("scaleTargetRef", draft.ref().json())
            .with("minReplicas", Json.of(minimum))
            .with("maxReplicas", Json.of(maximum))
            .with("metrics", Json.of(metrics));
    Json.Obj object = site.traitObject(AUTOSCALER, site.name("hpa")).with("spec", spec);
    return lent.with(Trait.object(site, this, object))
        .report(Trait.applied(this, ObjectRef.of(object)));
  }
}
