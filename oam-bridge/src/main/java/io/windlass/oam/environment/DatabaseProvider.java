package io.windlass.oam.environment;

import io.windlass.core.model.Json;
import java.util.Map;
import java.util.Optional;

/** Where databases come from. */
public sealed interface DatabaseProvider {
  /** There are none; a component that wants one is refused. */
  record None() implements DatabaseProvider {}

  /**
   * A controller makes one for an object that asks for it, and writes the connection Secret.
   *
   * @param template the object, with {@code $(name)} and the like in its texts
   * @param keys the Secret's names for our keys, where they differ
   */
  record Claim(Json.Obj template, Map<String, String> keys) implements DatabaseProvider {
    public Claim {
      keys = Map.copyOf(keys);
    }
  }

  /**
   * PostgreSQL on a StatefulSet, with a Secret that is generated.
   *
   * @param image empty for the usual one in the version that is asked for
   */
  record InCluster(Optional<String> image) implements DatabaseProvider {}

  /**
   * Somebody has made one, and an operator has put a Secret beside the application.
   *
   * @param secretName where a component names none; empty if each must name one
   * @param keys the Secret's names for our keys, where they differ
   */
  record Existing(Optional<String> secretName, Map<String, String> keys)
      implements DatabaseProvider {
    public Existing {
      keys = Map.copyOf(keys);
    }
  }
}
