package io.windlass.manager.command;

import ch.qos.logback.classic.Level;
import io.windlass.core.autoscaling.schedule.Edge;
import io.windlass.core.autoscaling.schedule.Edges;
import io.windlass.core.autoscaling.schedule.Schedule;
import io.windlass.manager.report.TextTable;
import io.windlass.manager.simulation.AutoscalerFile;
import io.windlass.manager.simulation.Moments;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code windlass next}: when an autoscaler's windows begin and end, offline. */
@Command(
    name = "next",
    description =
        "List the next edges of a TimedPodAutoscaler's windows, with what becomes of the bounds.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class NextCommand implements Callable<Integer> {
  private static final Duration AHEAD = Duration.ofDays(8 * 366);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-f", "--filename"},
      paramLabel = "FILE",
      required = true,
      description = "YAML with the TimedPodAutoscaler, as one would apply it.")
  private Path file = Path.of("");

  @Option(
      names = "-n",
      paramLabel = "COUNT",
      defaultValue = "20",
      description = "How many (default: ${DEFAULT-VALUE}).")
  private int count = 20;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "2026-11-23T08:00 in the autoscaler's zone, or with a Z in UTC (default: now).")
  private Optional<String> from = Optional.empty();

  @Override
  public Integer call() {
    Logging.of(Level.WARN);
    if (count < 1 || count > 1000) {
      throw new ParameterException(spec.commandLine(), "-n: from 1 to 1000, not " + count);
    }
    AutoscalerFile read = AutoscalerFile.read(file, Instant.now());
    ZoneId zone = read.spec().zone();
    Instant begin = from.map(text -> moment(text, zone)).orElseGet(Instant::now);
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    read.warnings().forEach(warning -> err.println("warning: " + warning));
    Schedule schedule = read.spec().rules().schedule();
    List<Edge> edges = Edges.after(schedule, begin, begin.plus(AHEAD), count);
    table(edges).forEach(out::println);
    out.flush();
    err.flush();
    return 0;
  }

  private Instant moment(String text, ZoneId zone) {
    return Moments.parse(text, zone)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(), "--from: no time such as 2026-11-23T08:00: " + text));
  }

  private static List<String> table(List<Edge> edges) {
    if (edges.isEmpty()) {
      return List.of("time changes nothing any more");
    }
    return new TextTable(
            List.of("LOCAL", "UTC", "CHANGE", "BOUNDS", "NOTE"),
            edges.stream()
                .map(
                    edge ->
                        List.of(
                            local(edge.local()),
                            edge.at().toString(),
                            String.join(", ", edge.changes()),
                            edge.bounds().text(),
                            String.join("; ", edge.notes())))
                .toList())
        .lines();
  }

  private static String local(LocalDateTime at) {
    return at.format(DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm:ss", Locale.ROOT));
  }
}
