package io.windlass.core.autoscaling.takeover;

import io.windlass.core.model.Json.Obj;

/** What to do next about a takeover. */
public sealed interface TakeoverStep {
  /** Nothing: the autoscaler may go on. */
  record None() implements TakeoverStep {}

  /** To write nothing until a later look. */
  record Wait(String why) implements TakeoverStep {}

  /** To change something, then to ask again. */
  sealed interface Deed extends TakeoverStep {
    /** To change the HorizontalPodAutoscaler by a merge patch. */
    record PatchHpa(Obj patch) implements Deed {}

    /** To change the autoscaler's own annotations by a merge patch. */
    record Note(Obj patch) implements Deed {}

    /**
     * To delete the HorizontalPodAutoscaler.
     *
     * @param options with its uid and version as preconditions
     */
    record DeleteHpa(Obj options) implements Deed {}

    /** To make the HorizontalPodAutoscaler anew as it was. */
    record CreateHpa(Obj manifest) implements Deed {}
  }
}
