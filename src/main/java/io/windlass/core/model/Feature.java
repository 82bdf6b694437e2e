package io.windlass.core.model;

import java.util.Arrays;
import java.util.Optional;

/**
 * A behaviour of workloads that can be switched, with the name and the default that OpenKruise 1.9
 * gives it.
 */
public enum Feature {
  /** The label {@code controller-revision-hash} holds the hash alone, not the revision's name. */
  CLONE_SET_SHORT_HASH("CloneSetShortHash", Stage.ALPHA, false, Effect.SWITCHED),
  /** A raised partition moves pods back to the current revision. */
  CLONE_SET_PARTITION_ROLLBACK("CloneSetPartitionRollback", Stage.ALPHA, false, Effect.SWITCHED),
  /** A pod that a hook holds before its update counts as updated when pods are made or deleted. */
  PREPARING_UPDATE_AS_UPDATE("PreparingUpdateAsUpdate", Stage.ALPHA, false, Effect.SWITCHED),
  /** Pods are made anew when the claim templates have changed. */
  RECREATE_ON_CLAIM_CHANGE(
      "RecreatePodWhenChangeVCTInCloneSetGate", Stage.ALPHA, false, Effect.SWITCHED),
  /** A pod whose deletion waits for a hook is replaced at once, in all CloneSets. */
  SCALING_EXCLUDES_PREPARING_DELETE(
      "cloneset-scaling-exclude-preparing-delete", Stage.OPTION, false, Effect.SWITCHED),
  /** The resources of containers are changed in place. */
  IN_PLACE_RESOURCES("InPlaceWorkloadVerticalScaling", Stage.ALPHA, false, Effect.SWITCHED),
  /** New images are pulled before pods are updated in place. */
  PRE_DOWNLOAD_IMAGE("PreDownloadImageForInPlaceUpdate", Stage.ALPHA, false, Effect.SWITCHED),
  /** Admission leaves templates without the defaults of pods. */
  TEMPLATE_NO_DEFAULTS("TemplateNoDefaults", Stage.ALPHA, false, Effect.SWITCHED),
  /** Admission gives ports in the host's network a host port in the template, too. */
  HOST_PORTS_IN_TEMPLATES(
      "DefaultHostNetworkHostPortsInPodTemplates", Stage.ALPHA, false, Effect.SWITCHED),
  /** The label {@code policy.kruise.io/delete-protection} is obeyed. */
  RESOURCES_DELETION_PROTECTION("ResourcesDeletionProtection", Stage.BETA, false, Effect.SWITCHED),
  /** SidecarSets may put any annotation on pods where no list of allowed ones is for them. */
  PATCH_POD_METADATA_DEFAULTS_ALLOWED(
      "SidecarSetPatchPodMetadataDefaultsAllowed", Stage.ALPHA, false, Effect.SWITCHED),
  /** Sidecars of all SidecarSets together stand in the order of their names. */
  SORT_SIDECARS("EnableSortSidecarContainerByName", Stage.ALPHA, false, Effect.SWITCHED),
  /** Where OpenKruise's node agent runs, containers start anew for labels in their environment. */
  ENV_FROM_METADATA("InPlaceUpdateEnvFromMetadata", Stage.BETA, true, Effect.SWITCHED),
  /** Pods have the readiness gate {@code KruisePodReady}. */
  POD_READINESS("KruisePodReadinessGate", Stage.ALPHA, false, Effect.ALWAYS_ON),
  /** A node agent is there; Windlass has none. */
  KRUISE_DAEMON("KruiseDaemon", Stage.BETA, true, Effect.NONE),
  /** ImagePullJobs are carried out; Windlass knows none. */
  IMAGE_PULL_JOB("ImagePullJobGate", Stage.ALPHA, false, Effect.NONE),
  /** PodUnavailableBudgets limit updates; Windlass knows none. */
  BUDGET_OF_UPDATES("PodUnavailableBudgetUpdateGate", Stage.ALPHA, false, Effect.NONE),
  /** Events that change nothing wake nobody. */
  EVENT_FILTER("CloneSetEventHandlerOptimization", Stage.ALPHA, false, Effect.ALWAYS_ON),
  /** Writes that are never seen back hold nobody up for ever. */
  LATE_EXPECTATIONS_END("ForceDeleteTimeoutExpectationGate", Stage.ALPHA, false, Effect.ALWAYS_ON);

  private final String gate;
  private final Stage stage;
  private final boolean defaultOn;
  private final Effect effect;

  Feature(String gate, Stage stage, boolean defaultOn, Effect effect) {
    this.gate = gate;
    this.stage = stage;
    this.defaultOn = defaultOn;
    this.effect = effect;
  }

  /** How much OpenKruise trusts it; whole stages can be switched at once. */
  public enum Stage {
    ALPHA,
    BETA,
    /** An option of its own, which no stage switches. */
    OPTION
  }

  /** What the switch does here. */
  public enum Effect {
    /** What its name says. */
    SWITCHED,
    /** Nothing: the behaviour is always there. */
    ALWAYS_ON,
    /** Nothing: the behaviour is never there. */
    NONE
  }

  /** The feature of that name. */
  public static Optional<Feature> named(String gate) {
    return Arrays.stream(values()).filter(feature -> feature.gate.equals(gate)).findFirst();
  }

  /** The name that users know. */
  public String gate() {
    return gate;
  }

  public Stage stage() {
    return stage;
  }

  public boolean isOnByDefault() {
    return defaultOn;
  }

  public Effect effect() {
    return effect;
  }
}
