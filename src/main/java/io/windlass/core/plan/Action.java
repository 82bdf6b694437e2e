package io.windlass.core.plan;

import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ResourceKind;
import java.time.Duration;
import java.util.Optional;

/**
 * One effect on the cluster. The vocabulary is closed: whoever carries plans out switches over it
 * without a default. Actions of one plan on the same object form a chain: they are sent in order,
 * each takes its version from the answer to the one before, and a failure drops the rest of the
 * chain. An action may join the chain of another object, to come before or after what happens to
 * that.
 */
public sealed interface Action {
  /** The object that is changed. */
  Target target();

  /** The object whose chain it is part of. */
  default Target chain() {
    return target();
  }

  /** An object by type and name. */
  record Target(ResourceKind kind, ObjectKey key) {
    @Override
    public String toString() {
      return kind.plural() + " " + key;
    }
  }

  /** Makes an object; that it exists already with the same controller counts as success. */
  record Create(Target target, Json.Obj object, Target chain) implements Action {
    /** In the object's own chain. */
    public Create(Target target, Json.Obj object) {
      this(target, object, target);
    }
  }

  /**
   * Changes an object.
   *
   * @param subresource empty for the object itself, else for example {@code status}
   */
  record Patch(
      Target target, String subresource, PatchType type, Json body, Precondition precondition)
      implements Action {}

  /**
   * Deletes an object; that it is gone already counts as success.
   *
   * @param grace how long it may take to stop; empty for the object's own choice
   */
  record Delete(Target target, Precondition precondition, Optional<Duration> grace, Target chain)
      implements Action {
    /** In the object's own chain. */
    public Delete(Target target, Precondition precondition, Optional<Duration> grace) {
      this(target, precondition, grace, target);
    }
  }

  /** Server-side apply under a field manager of ours. */
  record Apply(Target target, Json.Obj object, String fieldManager, boolean force)
      implements Action {}

  /** An Event about the target; lost without harm. */
  record Announce(Target target, String targetUid, Severity severity, String reason, String message)
      implements Action {}

  /** How a patch is read. */
  enum PatchType {
    /** RFC 7386. */
    MERGE,
    /** Kubernetes' own, only for built-in types: lists are merged by key. */
    STRATEGIC,
    /** RFC 6902; the body is an array. */
    JSON
  }

  /** The type of an Event. */
  enum Severity {
    NORMAL,
    WARNING
  }

  /**
   * What must still be true of the object for an effect to take place.
   *
   * @param uid empty for any
   * @param version the resourceVersion, 0 for any
   */
  record Precondition(String uid, long version) {
    /** Nothing is required. */
    public static final Precondition NONE = new Precondition("", 0);
  }
}
