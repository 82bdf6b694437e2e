package io.windlass.core.podspec;

import io.windlass.core.model.Json;
import io.windlass.core.model.Violation;
import java.util.Collection;
import java.util.List;

/**
 * Checks of containers and volumes for which nobody should have to wait until the first pod is
 * refused. The API server has the last word on everything else. Stateless.
 */
public final class ContainerRules {
  private ContainerRules() {}

  /**
   * All faults.
   *
   * @param spec what has containers, init containers and volumes as a pod's spec has them
   * @param parent the field in which that stands
   * @param claims further volumes, which may take the place of others
   */
  public static List<Violation> violations(
      Json.Obj spec, String parent, Collection<String> claims) {
    return ContainerCheck.violations(spec, parent, claims);
  }
}
