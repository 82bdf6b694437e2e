package io.windlass.devcluster.sim.load;

import java.util.Map;

/**
 * What the containers of one pod use. Immutable.
 *
 * @param containers by name; those that it does not name are {@link Use#IDLE}
 */
public record Load(Map<String, Use> containers) {
  /** Every container is idle. */
  public static final Load IDLE = new Load(Map.of());

  public Load {
    containers = Map.copyOf(containers);
  }

  /**
   * What one container uses.
   *
   * @param cpu cores, whatever other pods do
   * @param sharedCpu cores that all ready pods of the owner bear together, each an equal part
   * @param memory bytes
   */
  public record Use(Curve cpu, Curve sharedCpu, Curve memory) {
    /** A container that waits for work. */
    public static final Use IDLE =
        new Use(
            new Curve.Constant(0.001), new Curve.Constant(0), new Curve.Constant(16 * 1024 * 1024));

    /** Whether pods of the same owner bear a load together. */
    public boolean isShared() {
      return !(sharedCpu instanceof Curve.Constant(double amount) && amount == 0);
    }
  }

  /** What a container uses. */
  public Use of(String container) {
    return containers.getOrDefault(container, Use.IDLE);
  }
}
