package io.windlass.devcluster.store;

import java.util.Optional;

/**
 * One entry of a type's log.
 *
 * @param now the object after the change; for a deletion its last state with the deletion's version
 * @param before the object before it, if it existed
 */
public record Change(Kind kind, Stored now, Optional<Stored> before) {
  /** What happened. */
  public enum Kind {
    ADDED,
    MODIFIED,
    DELETED
  }

  public long version() {
    return now.version();
  }
}
