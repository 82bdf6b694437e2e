package io.windlass.oam.database;

import io.windlass.core.model.Json;
import java.util.List;

/** What becomes of a request for a database. */
public sealed interface DatabaseOutcome {
  /**
   * It is provided.
   *
   * @param objects to apply, in this order
   * @param origin where it comes from, in words
   */
  record Provided(List<Json.Obj> objects, Connection connection, String origin)
      implements DatabaseOutcome {
    public Provided {
      objects = List.copyOf(objects);
    }
  }

  /** The environment cannot provide it. */
  record Refused(String message) implements DatabaseOutcome {}
}
