package io.windlass.house.planted.runtime;

import io.windlass.house.planted.core.alpha.Alpha;
import io.windlass.house.planted.core.plan.UpwardPlan;
import io.windlass.house.planted.library.Ring;
import java.util.List;

/** Breaks: the engine sees no workload, reads no environment, keeps libraries out of signatures. */
public record Engine(List<Alpha> alphas) {
  /** Reads the environment. */
  public String home() {
    return System.getenv().getOrDefault("HOME", "");
  }

  /** Closes a cycle of packages. */
  public List<UpwardPlan> plans() {
    return List.of();
  }

  /** Speaks of a library inside a type argument. */
  public List<Ring> rings() {
    return List.of();
  }
}
