package io.windlass.benchmarks.autoscaling;

import static io.windlass.benchmarks.autoscaling.TimedSite.rest;
import static io.windlass.benchmarks.autoscaling.TimedSite.until;

import io.windlass.benchmarks.figures.Figures;
import io.windlass.benchmarks.figures.ThisProcess;
import io.windlass.controllers.autoscaling.AutoscalerController;
import io.windlass.runtime.apply.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Is an edge served in time when thousands come at once, and what do autoscalers cost that have
 * nothing to do? {@code benchmarks/autoscaling [FILE [edges|idle|metrics...]]}. The API server runs
 * beside in a process of its own, on the same cores; CPU is counted of the controller's process
 * alone.
 */
public final class AutoscalingFigures {
  private static final int EDGES = 5_000;
  private static final int IDLE = 10_000;
  private static final int NAMESPACES = 10;
  private static final int PER_NAMESPACE = 20;
  private static final Duration OBSERVED = Duration.ofSeconds(45);

  private AutoscalingFigures() {}

  /**
   * Measures and prints a table.
   *
   * @param arguments the file for the result, empty for none, and the parts to measure
   */
  public static void main(String[] arguments) throws IOException {
    Optional<Path> file =
        Arrays.stream(arguments).findFirst().filter(name -> !name.isEmpty()).map(Path::of);
    List<String> parts =
        arguments.length > 1
            ? Arrays.stream(arguments).skip(1).toList()
            : List.of("edges", "idle", "metrics");
    Figures figures = new Figures();
    for (String part : parts) {
      switch (part) {
        case "edges" -> edges(figures);
        case "idle" -> idle(figures);
        case "metrics" -> metrics(figures);
        default -> throw new IllegalArgumentException("no part " + part);
      }
    }
    figures.finish(file);
  }

  /** All of them begin a window at one instant, and end it at another. */
  private static void edges(Figures figures) throws IOException {
    Instant begin = Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.SECONDS);
    try (TimedSite site = new TimedSite(0)) {
      site.widgets(
          "edges",
          EDGES,
          """
          {"name":"sale","at":"%s","duration":"1m","replicas":3}
          """
              .formatted(local(begin)));
      serve(site, figures, begin, new Course("limits lifted", Optional.empty(), 5));
      Limits.Rate rate = Limits.DEFAULT.rate().orElseThrow();
      double allowed = (double) EDGES / rate.perSecond() + 2;
      Course limited = new Course("default limits", Optional.of(rate), allowed);
      serve(site, figures, begin.plusSeconds(60), limited);
    }
  }

  /**
   * How edges are served.
   *
   * @param bar the latest in seconds
   */
  private record Course(String how, Optional<Limits.Rate> rate, double bar) {}

  private static void serve(TimedSite site, Figures figures, Instant edge, Course course) {
    CountedTurns turns = new CountedTurns();
    try (AutoscalerController _ = site.start(turns, course.rate())) {
      until(() -> turns.turns() >= EDGES);
      if (Instant.now().isAfter(edge)) {
        figures.skipped("lateness of edges, " + course.how(), "the machine was not ready in time");
        return;
      }
      until(() -> turns.served() >= EDGES || Instant.now().isAfter(edge.plusSeconds(50)));
      String what =
          "lateness of %,d edges at one instant, %s, ".formatted(turns.served(), course.how());
      figures.tell(what + "median", turns.lateSeconds(50), "s");
      figures.atMost(what + "p99", turns.lateSeconds(99), course.bar(), "s");
    }
  }

  private static String local(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC).toString();
  }

  /** None has a metric, and none an edge within the hour. */
  private static void idle(Figures figures) throws IOException {
    int hour = Instant.now().atZone(ZoneOffset.UTC).plusHours(3).getHour();
    try (TimedSite site = new TimedSite(0)) {
      site.widgets(
          "idle",
          IDLE,
          """
          {"name":"daily","start":"0 %d * * *","duration":"1h","bounds":{"minReplicas":3}}
          """
              .formatted(hour));
      CountedTurns turns = new CountedTurns();
      try (AutoscalerController _ = site.start(turns, Optional.empty())) {
        until(() -> turns.turns() >= IDLE && site.statusWrites() >= IDLE);
        rest(Duration.ofSeconds(5));
        double cpu = ThisProcess.cpuSeconds();
        rest(OBSERVED);
        double share = (ThisProcess.cpuSeconds() - cpu) / OBSERVED.toSeconds();
        figures.atMost(
            "%,d without metrics, next edge over an hour away, part of a core".formatted(IDLE),
            share * 100,
            2,
            "%");
        figures.tell("heap with them", ThisProcess.heapBytes() / 1e6, "MB");
      }
    }
  }

  /** Each has a CPU metric, and a load that never stands still. */
  private static void metrics(Figures figures) throws IOException {
    try (TimedSite site = new TimedSite(10)) {
      Loads loads = new Loads(site, NAMESPACES, PER_NAMESPACE);
      loads.create();
      CountedTurns turns = new CountedTurns();
      try (AutoscalerController _ = site.start(turns, Optional.empty())) {
        rest(Duration.ofSeconds(25));
        double cpu = ThisProcess.cpuSeconds();
        long before = turns.turns();
        long writes = site.statusWrites();
        rest(OBSERVED);
        double used = ThisProcess.cpuSeconds() - cpu;
        long looks = turns.turns() - before;
        String of =
            ", %d autoscalers of 4 pods in %d namespaces".formatted(loads.all(), NAMESPACES);
        figures.tell("one look at metrics" + of, used / looks * 1e3, "ms CPU");
        figures.tell("looks" + of, (double) looks / OBSERVED.toSeconds(), "/s");
        double each = (double) (site.statusWrites() - writes) / loads.all();
        figures.atMost(
            "writes of status for each autoscaler in %d s".formatted(OBSERVED.toSeconds()),
            each,
            OBSERVED.toSeconds() / 15.0,
            "");
      }
    }
  }
}
