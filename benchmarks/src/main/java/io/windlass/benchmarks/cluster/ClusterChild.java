package io.windlass.benchmarks.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A cluster in a JVM of its own, as the benchmark sees it. Ends with {@link #close()}. */
public final class ClusterChild implements AutoCloseable {
  /** The heap that the contract allows. */
  private static final String HEAP = "-Xmx4g";

  private final Process process;
  private final BufferedReader out;
  private final Writer in;
  private final Path kubeconfig;
  private final Duration start;

  private ClusterChild(Process process) throws IOException {
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
    this.in = process.outputWriter(StandardCharsets.UTF_8);
    String[] serving = line().split(" ", 3);
    this.start = Duration.ofMillis(Long.parseLong(serving[1]));
    this.kubeconfig = Path.of(serving[2]);
  }

  /** Starts a cluster and returns when it serves. */
  public static ClusterChild start(Path folder, int nodes) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(HEAP);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(moreFlags());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(ClusterMain.class.getName(), folder.toString(), "" + nodes));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    return new ClusterChild(builder.start());
  }

  /** Flags for a profiler, from the environment. */
  private static List<String> moreFlags() {
    String flags = System.getenv().getOrDefault("WINDLASS_BENCH_JVM", "");
    return flags.isBlank() ? List.of() : List.of(flags.strip().split("\\s+"));
  }

  /** Bytes of heap in use after a collection. */
  public long heapBytes() throws IOException {
    in.write("heap\n");
    in.flush();
    return Long.parseLong(line());
  }

  /** CPU time that the cluster has used so far. */
  public Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  public Path kubeconfig() {
    return kubeconfig;
  }

  /** From the start of the JVM until it served. */
  Duration startToServing() {
    return start;
  }

  @Override
  public void close() throws IOException {
    in.close();
    out.close();
    process.destroy();
  }

  private String line() throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new IOException("the cluster ended with " + process.onExit().join().exitValue());
    }
    return line;
  }
}
