package io.windlass.oam.render;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonMerge;
import io.windlass.oam.model.Kind;
import io.windlass.oam.model.Workload;
import io.windlass.oam.render.Rendered.Lent;
import java.util.Set;

/**
 * An object that a component embeds, as it is: with our labels beside its own, so that its pods can
 * be found, and with a selector where it needs one and has none.
 */
final class EmbeddedWorkload {
  private static final Set<String> SELECTING =
      Set.of("CloneSet", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet");
  private static final Set<String> GROUPS = Set.of("apps", "apps.kruise.io");

  private EmbeddedWorkload() {}

  static Draft render(Site site, Workload.Embedded embedded) {
    Json.Obj object = site.adopted(embedded.object(), site.instance().name(), "WORKLOAD");
    Kind kind = Kind.of(object);
    Draft draft = Draft.of(object);
    if (embedded.characteristics().podspecable() && draft.hasTemplate()) {
      draft = draft.template(template -> template(site, template));
      draft =
          SELECTING.contains(kind.kind()) && GROUPS.contains(kind.group())
              ? draft.spec(spec -> selecting(site, spec))
              : draft;
    }
    if (embedded.characteristics().replicable()
        && object.at("spec", "replicas").isEmpty()
        && !kind.group().equals("batch")
        && embedded.characteristics().podspecable()) {
      draft = draft.lend(new Lent(WorkloadRenderer.REPLICAS, WorkloadRenderer.NOBODY, Json.of(1)));
    }
    return site.served().serves(kind) || !kind.group().endsWith("kruise.io")
        ? draft
        : draft.note("Waiting: the cluster serves no " + kind);
  }

  private static Json.Obj template(Site site, Json.Obj template) {
    Json.Obj metadata = template.object("metadata");
    Json.Obj ours = Labels.ofPods(site.application(), site.instance());
    Json.Obj labels = Site.over(ours, metadata.object("labels"));
    Json pod = JsonMerge.apply(template.object("spec"), site.environment().pods());
    return template.with("metadata", metadata.with("labels", labels)).with("spec", pod);
  }

  private static Json.Obj selecting(Site site, Json.Obj spec) {
    return spec.object("selector").fields().isEmpty()
        ? spec.with("selector", Json.Obj.EMPTY.with("matchLabels", site.selector()))
        : spec;
  }
}
