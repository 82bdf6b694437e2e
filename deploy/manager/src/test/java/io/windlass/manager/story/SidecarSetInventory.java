package io.windlass.manager.story;

import static io.windlass.manager.story.InventoryRow.shown;

import java.util.List;

/**
 * What OpenKruise's own suites test of SidecarSet, as one table, told anew and run for each version
 * of the API. Stateless.
 */
final class SidecarSetInventory {
  private static final String SUM_OF_MAIN =
      "targetContainersMode: sum, targetContainersNameRegex: ^main";
  private static final String LARGEST_OF_MAIN =
      "targetContainersMode: max, targetContainersNameRegex: ^main";

  /** Injection, upgrades, history, hot upgrades, resources; all of them apply here. */
  static final List<InventoryRow<SidecarScene>> ROWS =
      List.of(
          shown(1, "a pod that nothing selects stays as it is", InjectionRows::unmatched),
          shown(2, "a volume of pod fields gets its defaults", InjectionRows::downwardVolume),
          shown(3, "sidecars stand before and behind the app", InjectionRows::order),
          shown(
              4, "mounts of the app are shared where that is asked", InjectionRows::sharedVolumes),
          shown(5, "a mount's path takes its variables along", InjectionRows::expandedPaths),
          shown(6, "variables of an app container are handed on", InjectionRows::environment),
          shown(7, "of the one that a label names", InjectionRows::environmentByLabel),
          shown(8, "of the one that an annotation names", InjectionRows::environmentByAnnotation),
          shown(9, "annotations are merged, later with the next image", InjectionRows::metadata),
          shown(10, "a new image, in pods that came later", SidecarUpgradeRows::imageOnly),
          shown(11, "an image that fails stops at one pod", SidecarUpgradeRows::badImageOfOne),
          shown(12, "more than an image waits for new pods", SidecarUpgradeRows::moreThanAnImage),
          shown(13, "the condition is about all SidecarSets", SidecarUpgradeRows::twoSidecarSets),
          shown(14, "a pause in the middle", SidecarUpgradeRows::paused),
          shown(15, "only pods that are selected", SidecarUpgradeRows::selected),
          shown(16, "half of the pods", SidecarUpgradeRows::halfOfThem),
          shown(17, "an image that fails stops at the budget", SidecarUpgradeRows::budget),
          shown(18, "init containers are no upgrade", SidecarUpgradeRows::initContainer),
          shown(19, "ten revisions are kept, and come back", SidecarHistoryRows::numbers),
          shown(20, "a revision keeps the annotations", SidecarHistoryRows::contents),
          shown(21, "new pods get the revision that is named", SidecarHistoryRows::pinned),
          shown(22, "only those that are not selected", SidecarHistoryRows::partlyPinned),
          shown(23, "a canary goes before its base", SidecarHistoryRows::canary),
          shown(24, "a hot sidecar is two containers", HotRows::injected),
          shown(25, "they take turns", HotRows::upgraded),
          shown(26, "one that fails is used again", HotRows::badImage),
          shown(
              27,
              "resources of one container, by its name",
              ResourceRows.of(
                  "r-one",
                  "targetContainersMode: sum, targetContainersNameRegex: ^main$",
                  "limits: {cpu: cpu * 50%, memory: memory}",
                  "limits {cpu=100m, memory=200Mi}")),
          shown(
              28,
              "half of a sum",
              ResourceRows.of(
                  "r-sum",
                  SUM_OF_MAIN,
                  "limits: {cpu: cpu * 50%, memory: memory * 50%}",
                  "limits {cpu=300m, memory=300Mi}")),
          shown(
              29,
              "half of the largest",
              ResourceRows.of(
                  "r-max", LARGEST_OF_MAIN, "limits: {cpu: cpu * 50%}", "limits {cpu=200m}")),
          shown(
              30,
              "one without a limit makes all unlimited",
              ResourceRows.of(
                  "r-free",
                  "targetContainersMode: sum, targetContainersNameRegex: ^(main|free)$",
                  "limits: {cpu: cpu, memory: memory}",
                  "limits {memory=300Mi}")),
          shown(
              31,
              "amounts and shares together",
              ResourceRows.of(
                  "r-linear",
                  LARGEST_OF_MAIN,
                  "limits: {cpu: 'max(cpu * 50%, 50m) + 200m', memory: memory * 50% + 100Mi},"
                      + " requests: {cpu: cpu * 50% + 40m, memory: memory * 50% + 25Mi}",
                  "limits {cpu=400m, memory=300Mi} requests {cpu=140m, memory=125Mi}")),
          shown(32, "a native sidecar has them too, and counts", ResourceRows::nativeSidecar),
          shown(
              33,
              "containers that end before the app do not count",
              ResourceRows.of(
                  "r-setup",
                  "targetContainersMode: sum, targetContainersNameRegex: ^(main|setup)$",
                  "limits: {cpu: cpu}",
                  "limits {cpu=200m}")),
          shown(34, "nor do sidecars of others", ResourceRows::sidecarsOfOthers));

  private SidecarSetInventory() {}
}
