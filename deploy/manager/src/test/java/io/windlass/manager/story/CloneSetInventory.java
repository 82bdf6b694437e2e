package io.windlass.manager.story;

import static io.windlass.manager.story.InventoryRow.notApplicable;
import static io.windlass.manager.story.InventoryRow.shown;

import io.windlass.core.model.Feature;
import io.windlass.core.model.Features;
import java.util.List;

/**
 * What OpenKruise's own suite tests of CloneSet, as one table, told anew and run for each version
 * of the API. Stateless.
 */
final class CloneSetInventory {
  /** The gates of those rows for which the suite turns gates on; they are on for all. */
  static final Features GATES =
      Features.DEFAULT.with(
          Feature.PREPARING_UPDATE_AS_UPDATE,
          Feature.RECREATE_ON_CLAIM_CHANGE,
          Feature.PRE_DOWNLOAD_IMAGE,
          Feature.IN_PLACE_RESOURCES);

  /** 22 of CloneSet's suite, and those of its suite of resources in place. */
  static final List<InventoryRow<Scene>> ROWS =
      List.of(
          shown(1, "a pod in the host's network needs no host port", ProgressRows::hostPorts),
          shown(2, "preNormal keeps a pod from being available", HookRows::preNormal),
          shown(3, "a pod that nobody schedules misses the deadline", ProgressRows::unscheduled),
          shown(4, "the largest deadline is none", ProgressRows::noDeadline),
          shown(5, "the largest minReadySeconds and deadline", ProgressRows::noDeadlineEver),
          shown(6, "a scale-out", ScaleRows::scaleOut),
          shown(7, "a scale-out pod by pod", ScaleRows::podByPod),
          shown(8, "pods become ready while paused", ProgressRows::paused),
          shown(
              9, "a marked pod that is held is replaced when it has gone", HookRows::heldAndMarked),
          shown(
              10, "a pod that is held is replaced at once where asked", HookRows::heldAndReplaced),
          shown(11, "another name of the same image, in place", UpdateRows::sameImage),
          notApplicable(
              12,
              "image and environment from a label, in place",
              "only a node agent restarts a container for its environment; a label alone makes new"
                  + " pods, with its container's image it is in place",
              UpdateRows::environment),
          shown(13, "two images, one container after the other", StepRows::oneAfterTheOther),
          shown(14, "a first container that fails holds the second", StepRows::firstFails),
          notApplicable(
              15,
              "one container's image and another's environment, one after the other",
              "only a node agent restarts a container for its environment; new pods are made",
              StepRows::environmentOfAnother),
          shown(16, "a partition of 99 %", UpdateRows::almostNone),
          shown(17, "claims are taken over or not", ClaimRows::reuse),
          shown(18, "a pod that is held before its update counts as updated", HookRows::heldIsNew),
          shown(19, "other claim templates", ClaimRows::otherTemplates),
          shown(20, "another class of service", UpdateRows::otherClass),
          notApplicable(
              21,
              "images are pulled ahead by an ImagePullJob",
              "a node agent carries those out; short-lived pods pull instead",
              StepRows::pulledAhead),
          shown(22, "OnDelete", UpdateRows::onDelete),
          shown(23, "resources in place, by each resizePolicy", ResizeRows::policies),
          notApplicable(
              24,
              "resources and environment from a label, in place",
              "only a node agent restarts a container for its environment; new pods are made",
              ResizeRows::environment),
          shown(25, "resources of two containers in turn", ResizeRows::oneAfterTheOther));

  private CloneSetInventory() {}
}
