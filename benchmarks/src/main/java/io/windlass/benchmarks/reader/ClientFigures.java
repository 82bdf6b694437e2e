package io.windlass.benchmarks.reader;

import io.windlass.benchmarks.figures.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Which HTTP client should fabric8 use? {@code benchmarks/clients [FILE]} measures both for what a
 * manager does: it follows a watch, and it sends many patches at once. The bars say what has been
 * decided.
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
      Client vertx = all.measured("Vert.x", new Child(HEAP), 0);
      Client jdk = all.measured("JDK", new Child(HEAP, arguments[0] + "/*"), 1);
      all.figures.atLeast("watch: events of Vert.x against JDK", vertx.watch / jdk.watch, 1, "x");
      all.figures.atMost("patches: CPU of Vert.x against JDK", vertx.patch / jdk.patch, 1, "x");
      all.figures.finish(
          arguments.length < 2 ? Optional.empty() : Optional.of(Path.of(arguments[1])));
    }
  }

  private record Client(double watch, double patch) {}

  private Client measured(String name, Child jvm, int isJdk) throws IOException {
    double watch =
        jvm.measure("events_per_core_second", OwnPath.class, url, "PROTOBUF", "60000", "60000");
    Map<String, Double> patches = jvm.measure(PatchPath.class, url, "10", "20");
    if (patches.getOrDefault("is_jdk", Double.NaN) != isJdk) {
      throw new IllegalStateException("another client than " + name + " was used");
    }
    figures.tell(name + ": a watch in protobuf", watch, "events/core-s");
    figures.tell(name + ": CPU of a patch, 1,000 at once", figure(patches, "cpu_us"), "us");
    figures.tell(name + ": patches", figure(patches, "per_second"), "/s");
    figures.tell(
        name + ": from the start of the JVM to the first answer",
        figure(patches, "first_answer_ms"),
        "ms");
    figures.tell(name + ": memory after them, -Xmx" + HEAP, figure(patches, "rss_mb"), "MB");
    return new Client(watch, figure(patches, "cpu_us"));
  }

  private static double figure(Map<String, Double> figures, String name) {
    return figures.getOrDefault(name, Double.NaN);
  }
}
