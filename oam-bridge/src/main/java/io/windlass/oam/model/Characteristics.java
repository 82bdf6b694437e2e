package io.windlass.oam.model;

import com.google.errorprone.annotations.Immutable;

/**
 * What kind of thing a workload is; decides which traits may be added to it.
 *
 * @param replicable it may have more than one copy
 * @param daemonized it runs until it is stopped
 * @param exposed it answers on ports
 * @param podspecable it is made of a pod template that can be changed
 */
@Immutable
public record Characteristics(
    boolean replicable, boolean daemonized, boolean exposed, boolean podspecable) {
  /** Whether it has the characteristic of that name. */
  public boolean has(String name) {
    return switch (name) {
      case "replicable" -> replicable;
      case "daemonized" -> daemonized;
      case "exposed" -> exposed;
      case "podspecable" -> podspecable;
      default -> false;
    };
  }
}
