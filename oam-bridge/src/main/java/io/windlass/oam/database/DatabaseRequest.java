package io.windlass.oam.database;

import java.util.Map;
import java.util.Optional;

/**
 * A database that a component asks for.
 *
 * @param name of the instance; what is made for it is called so too
 * @param database what it is called inside
 * @param version of PostgreSQL, such as {@code 17}
 * @param storage how much it holds, as a quantity
 * @param secretName the operator's own Secret, for environments where databases exist already
 * @param labels of everything that is made; they select its pods too
 */
public record DatabaseRequest(
    String namespace,
    String name,
    String database,
    String version,
    String storage,
    Optional<String> secretName,
    Map<String, String> labels) {
  /** The version where a component names none. */
  public static final String DEFAULT_VERSION = "17";

  /** The size where a component names none. */
  public static final String DEFAULT_STORAGE = "1Gi";

  public DatabaseRequest {
    labels = Map.copyOf(labels);
  }
}
