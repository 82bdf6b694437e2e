package io.windlass.benchmarks.cluster;

import io.windlass.devcluster.DevCluster;
import io.windlass.devcluster.DevClusterOptions;
import io.windlass.devcluster.clock.RealClock;
import io.windlass.devcluster.sim.SimulationOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The cluster that is measured, in a JVM of its own. Prints {@code serving MILLISECONDS KUBECONFIG}
 * once it serves, counted from the start of the JVM; answers each line {@code heap} with the bytes
 * in use after a collection; ends with its input.
 */
public final class ClusterMain {
  private ClusterMain() {}

  /**
   * Serves until its input ends.
   *
   * @param arguments the folder for the kubeconfig, and how many nodes there are
   */
  public static void main(String[] arguments) throws IOException {
    SimulationOptions simulation =
        SimulationOptions.of(Integer.parseInt(arguments[1]))
            .withNoise(SimulationOptions.Noise.LITTLE);
    try (RealClock clock = new RealClock();
        DevCluster cluster =
            DevCluster.start(
                DevClusterOptions.in(Path.of(arguments[0]), clock).withSimulation(simulation))) {
      long started = ManagementFactory.getRuntimeMXBean().getUptime();
      say("serving %d %s".formatted(started, cluster.kubeconfig()));
      answer();
    }
  }

  private static void answer() throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.equals("heap")) {
        memory.gc();
        say(Long.toString(memory.getHeapMemoryUsage().getUsed()));
      }
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
