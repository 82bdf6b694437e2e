package io.windlass.benchmarks.reader;

import io.windlass.benchmarks.figures.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Should pods be written and watched over connections of our own, and which HTTP library should
 * fabric8 use for the rest? {@code benchmarks/clients [FILE]} measures them for what a manager does
 * most: it sends many patches at once. The bars say what has been decided.
 */
public final class ClientFigures {
  private static final String HEAP = "256m";
  private static final int PODS = 2_000;

  private final Figures figures = new Figures();
  private final String url;

  private ClientFigures(String url) {
    this.url = url;
  }

  /**
   * Measures, prints a table, and exits with 1 if a bar is missed.
   *
   * @param arguments the folder with the JDK's client; the file for the result, if any
   */
  public static void main(String[] arguments) throws IOException {
    try (Replay server = Replay.start("1g", PODS, "events")) {
      ClientFigures all = new ClientFigures(server.url());
      all.tellWatch();
      Child usual = new Child(HEAP);
      double own = all.measured("own connections", usual, "own", 0);
      double vertx = all.measured("fabric8 on Vert.x", usual, "fabric8", 0);
      Child other = new Child(HEAP, arguments[0] + "/*");
      double jdk = all.measured("fabric8 on the JDK", other, "fabric8", 1);
      all.figures.atMost("CPU of a patch: own connections against Vert.x", own / vertx, 1, "x");
      all.figures.atMost("CPU of a patch: Vert.x against the JDK", vertx / jdk, 1, "x");
      all.figures.finish(
          arguments.length < 2 ? Optional.empty() : Optional.of(Path.of(arguments[1])));
    }
  }

  private void tellWatch() throws IOException {
    double watch =
        new Child(HEAP)
            .measure("events_per_core_second", OwnPath.class, url, "PROTOBUF", "60000", "60000");
    figures.tell("own connections: a watch in protobuf", watch, "events/core-s");
  }

  private double measured(String name, Child jvm, String way, int isJdk) throws IOException {
    Map<String, Double> patches = jvm.measure(PatchPath.class, url, "10", "20", way);
    if (patches.getOrDefault("is_jdk", Double.NaN) != isJdk) {
      throw new IllegalStateException("another client than " + name + " was used");
    }
    figures.tell(name + ": CPU of a patch, 1,000 at once", figure(patches, "cpu_us"), "us");
    figures.tell(name + ": patches", figure(patches, "per_second"), "/s");
    figures.tell(
        name + ": from the start of the JVM to the first answer",
        figure(patches, "first_answer_ms"),
        "ms");
    figures.tell(name + ": memory after them, -Xmx" + HEAP, figure(patches, "rss_mb"), "MB");
    return figure(patches, "cpu_us");
  }

  private static double figure(Map<String, Double> figures, String name) {
    return figures.getOrDefault(name, Double.NaN);
  }
}
