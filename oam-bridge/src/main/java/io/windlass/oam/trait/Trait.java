package io.windlass.oam.trait;

import io.windlass.core.model.Json;
import io.windlass.oam.model.ObjectRef;
import io.windlass.oam.render.Draft;
import io.windlass.oam.render.Rendered;
import io.windlass.oam.render.Site;
import io.windlass.oam.render.TraitReport;
import io.windlass.oam.render.TraitReport.State;
import java.util.List;

/** A trait whose properties are understood. */
public sealed interface Trait
    permits AutoScaler,
        DatabaseBinding,
        DisruptionBudget,
        Empty,
        EnvTrait,
        Expose,
        ForeignTrait,
        IngressTrait,
        ManualScaler,
        MetadataTrait,
        MonitoringTrait,
        ResourcesTrait,
        Rollout,
        Sidecar,
        TimedScaler,
        VolumeMounter {
  /** Which one it is; traits are laid in the order of their types. */
  TraitType type();

  /** The name that the status uses. */
  default String word() {
    return type().word();
  }

  /** The instance with the trait on it. */
  Draft onto(Draft draft, Site site);

  /** What stands in the cluster because of a trait. */
  static Rendered object(Site site, Trait trait, Json.Obj object) {
    boolean clusterScoped = object.at("metadata", "namespace").isEmpty();
    return new Rendered(object, site.instance().name(), trait.word(), clusterScoped, List.of());
  }

  /** The report of a trait that is laid, with what it made. */
  static TraitReport applied(Trait trait, ObjectRef... objects) {
    return new TraitReport(trait.word(), State.APPLIED, List.of(objects), "");
  }

  /** The report of a trait that has to wait or is not offered. */
  static TraitReport without(Trait trait, State state, String message) {
    return new TraitReport(trait.word(), state, List.of(), message);
  }
}
