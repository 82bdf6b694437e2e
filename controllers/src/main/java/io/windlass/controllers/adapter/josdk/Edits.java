package io.windlass.controllers.adapter.josdk;

import io.windlass.core.model.ObjectMeta;
import io.windlass.runtime.queue.WorkQueue.Priority;
import java.util.Optional;

/** Tells what people do to a primary from what controllers do to its status. Stateless. */
final class Edits {
  private Edits() {}

  /** How urgent a change of a primary is. */
  static Priority priority(Optional<ObjectMeta> before, ObjectMeta now) {
    return before.map(old -> isEdit(old, now)).orElse(true) ? Priority.USER_EDIT : Priority.RESYNC;
  }

  private static boolean isEdit(ObjectMeta before, ObjectMeta now) {
    return !before.uid().equals(now.uid())
        || before.generation() != now.generation()
        || before.isTerminating() != now.isTerminating()
        || !before.labels().equals(now.labels())
        || !before.annotations().equals(now.annotations());
  }
}
