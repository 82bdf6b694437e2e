package io.windlass.oam.trait;

import io.windlass.core.model.Json;
import io.windlass.oam.document.Node;
import io.windlass.oam.model.Kind;
import io.windlass.oam.render.Draft;
import io.windlass.oam.render.Site;
import io.windlass.oam.render.WorkloadRenderer;
import java.util.Optional;

/** So many copies, as the operator says. */
record ManualScaler(int replicas) implements Trait {
  private static final Kind FUNCTION = new Kind("openfaas.com/v1alpha2", "Function");

  static Optional<Trait> read(Node properties) {
    properties.only("replicaCount", "replicas", "workloadRef");
    String field = properties.first("replicaCount", "replicas");
    if (!properties.has(field)) {
      properties.missing(field);
    }
    return properties.whole(field, 0, Integer.MAX_VALUE).map(ManualScaler::new);
  }

  @Override
  public TraitType type() {
    return TraitType.MANUAL_SCALER;
  }

  @Override
  public Draft onto(Draft draft, Site site) {
    return scaled(draft).report(Trait.applied(this));
  }

  private Draft scaled(Draft draft) {
    Kind kind = draft.ref().kind();
    if (kind.equals(FUNCTION)) {
      Json.Obj metadata = draft.workload().object("metadata");
      Json.Obj labels =
          metadata.object("labels").with("com.openfaas.scale.min", String.valueOf(replicas));
      return draft.workload(draft.workload().with("metadata", metadata.with("labels", labels)));
    }
    if (kind.group().equals("batch")) {
      return draft.spec(
          spec ->
              spec.with("parallelism", Json.of(replicas)).with("completions", Json.of(replicas)));
    }
    return draft
        .spec(spec -> spec.with("replicas", Json.of(replicas)))
        .keep(WorkloadRenderer.REPLICAS);
  }
}
