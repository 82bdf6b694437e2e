package io.windlass.devcluster.sim.metrics;

/** What something uses: cores of CPU and bytes of memory. */
public record Usage(double cpu, double memory) {
  /** Nothing. */
  public static final Usage NONE = new Usage(0, 0);

  /** Both together. */
  public Usage plus(Usage other) {
    return new Usage(cpu + other.cpu, memory + other.memory);
  }

  /** The amount of {@code cpu} or {@code memory} in thousandths of its unit. */
  public long milli(String resource) {
    double amount = resource.equals("cpu") ? cpu : memory;
    return Math.round(amount * 1000);
  }
}
