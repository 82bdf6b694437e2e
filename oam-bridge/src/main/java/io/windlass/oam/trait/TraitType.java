package io.windlass.oam.trait;

import io.windlass.oam.model.Characteristics;
import java.util.Arrays;
import java.util.Optional;

/**
 * The traits that the bridge knows, each with all the names it goes by in any generation, in the
 * order in which they are laid onto an instance.
 */
public enum TraitType {
  LABELS("labels", "podspecable"),
  ANNOTATIONS("annotations", "podspecable"),
  ENV("env", "podspecable"),
  RESOURCES("resources,resource", "podspecable"),
  VOLUME_MOUNTER("volume-mounter,storage", "podspecable"),
  ROLLOUT("rollout,kruise-rollout,SimpleRolloutTrait", "replicable daemonized"),
  MANUAL_SCALER("manual-scaler,ManualScaler,ManualScalerTrait,scaler", "replicable"),
  AUTO_SCALER(
      "auto-scaler,autoscaler,HorizontalPodAutoscalerTrait,hpa,cpuscaler", "replicable daemonized"),
  TIMED_SCALER("timed-scaler,cron-scaler,cronhpa,CronHPATrait", "replicable daemonized"),
  EXPOSE("expose,service", "podspecable"),
  INGRESS("ingress,gateway,IngressTrait", "exposed"),
  MONITORING("monitoring,MetricsTrait", "podspecable daemonized"),
  SIDECAR("sidecar", "podspecable daemonized"),
  DISRUPTION_BUDGET("disruption-budget,pod-unavailable-budget,pdb", "replicable daemonized"),
  DATABASE_BINDING("database-binding,service-binding", "podspecable"),
  EMPTY("empty", ""),
  /** One that only its own controller knows. */
  FOREIGN("", "");

  private final String names;
  private final String needs;

  TraitType(String names, String needs) {
    this.names = names;
    this.needs = needs;
  }

  /** The trait of that name. */
  public static Optional<TraitType> named(String name) {
    return Arrays.stream(values())
        .filter(type -> type != FOREIGN)
        .filter(type -> Arrays.asList(type.names.split(",", -1)).contains(name))
        .findAny();
  }

  /** The name that the status and the catalogue use. */
  public String word() {
    int comma = names.indexOf(',');
    return comma < 0 ? names : names.substring(0, comma);
  }

  /** What a workload must be for it, in words; empty if it may be anything. */
  public String needs() {
    return needs;
  }

  /** Whether it can stand on a workload with those characteristics. */
  public boolean fits(Characteristics characteristics) {
    return needs.isEmpty() || Arrays.stream(needs.split(" ", -1)).allMatch(characteristics::has);
  }
}
