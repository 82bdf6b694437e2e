package io.windlass.manager.command;

import ch.qos.logback.classic.Level;
import io.windlass.core.autoscaling.metric.MetricSpec;
import io.windlass.core.autoscaling.simulate.LoadCurve;
import io.windlass.core.autoscaling.simulate.Score;
import io.windlass.core.autoscaling.simulate.Simulation;
import io.windlass.core.model.Quantity;
import io.windlass.manager.report.CommandFailure;
import io.windlass.manager.report.TextTable;
import io.windlass.manager.simulation.AutoscalerFile;
import io.windlass.manager.simulation.LoadCsv;
import io.windlass.manager.simulation.Moments;
import io.windlass.manager.simulation.Timeline;
import io.windlass.manager.simulation.TimelinePlot;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code windlass simulate}: what an autoscaler would do over a span of time, offline. */
@Command(
    name = "simulate",
    description = {
      "Play a TimedPodAutoscaler over time and load, with the controller's own decision.",
      "Needs no cluster. ConfigMaps in the file are its calendars."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class SimulateCommand implements Callable<Integer> {
  private static final Duration MOST_LOOKS_AHEAD = Duration.ofDays(400);

  enum Form {
    TABLE,
    CSV
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-f", "--filename"},
      paramLabel = "FILE",
      required = true,
      description = "YAML with the TimedPodAutoscaler, as one would apply it.")
  private Path file = Path.of("");

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description =
          "2026-11-23T08:00 in the autoscaler's zone, or with a Z in UTC (default: today 00:00).")
  private Optional<String> from = Optional.empty();

  @Option(names = "--to", paramLabel = "TIME", description = "(default: a day after --from).")
  private Optional<String> to = Optional.empty();

  @Option(
      names = "--step",
      paramLabel = "DURATION",
      defaultValue = "15s",
      converter = DurationConverter.class,
      description = "Time between looks at the metrics (default: ${DEFAULT-VALUE}).")
  private Duration step = Duration.ofSeconds(15);

  @Option(
      names = "--samples",
      paramLabel = "CSV",
      description =
          "The load: a column time, then one for each metric by its name; the amount of the whole"
              + " workload, such as 3500m.")
  private Optional<Path> samples = Optional.empty();

  @Option(
      names = "--request",
      paramLabel = "METRIC=QUANTITY",
      split = ",",
      description = "What each pod requests, for utilisation (default: 1).")
  private Map<String, String> requests = new HashMap<>();

  @Option(
      names = "--replicas",
      paramLabel = "N",
      description = "Replicas at the beginning (default: minReplicas).")
  private Optional<Long> replicas = Optional.empty();

  @Option(
      names = "--startup",
      paramLabel = "DURATION",
      defaultValue = "30s",
      converter = DurationConverter.class,
      description = "Until a new pod is ready (default: ${DEFAULT-VALUE}).")
  private Duration startup = Duration.ofSeconds(30);

  @Option(
      names = {"-o", "--output"},
      paramLabel = "table|csv",
      defaultValue = "table",
      description = "Changes as a table, or every look as CSV (default: ${DEFAULT-VALUE}).")
  private Form output = Form.TABLE;

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = "Also draw load, bounds and replicas as SVG.")
  private Optional<Path> plot = Optional.empty();

  @Option(
      names = "--compare",
      description = "Also play the same by the published rules of CronHPA and HPA, and count.")
  private boolean compare;

  @Override
  public Integer call() throws IOException {
    Logging.of(Level.WARN);
    AutoscalerFile read = AutoscalerFile.read(file, Instant.now());
    ZoneId zone = read.spec().zone();
    Simulation simulation = simulation(read, zone);
    Timeline timeline = new Timeline(simulation.run(), metrics(read), zone);
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    read.warnings().forEach(warning -> err.println("warning: " + warning));
    (output == Form.CSV ? timeline.csv() : timeline.table()).forEach(out::println);
    if (compare) {
      comparison(simulation).forEach(out::println);
    }
    if (plot.isPresent()) {
      Simulation.Settings span = simulation.settings();
      String svg = new TimelinePlot(read.name(), timeline, span.from(), span.to()).svg();
      Files.writeString(plot.get(), svg);
      err.println("drawn to " + plot.get());
    }
    out.flush();
    err.flush();
    return 0;
  }

  private static List<String> metrics(AutoscalerFile read) {
    return read.spec().rules().metrics().stream().map(MetricSpec::name).toList();
  }

  private Simulation simulation(AutoscalerFile read, ZoneId zone) {
    Instant today = Instant.now().atZone(zone).truncatedTo(ChronoUnit.DAYS).toInstant();
    Instant begin = from.map(text -> moment("--from", text, zone)).orElse(today);
    Instant end = to.map(text -> moment("--to", text, zone)).orElse(begin.plus(Duration.ofDays(1)));
    if (!begin.isBefore(end) || end.isAfter(begin.plus(MOST_LOOKS_AHEAD))) {
      throw new ParameterException(
          spec.commandLine(), "--to: after --from, and at most 400 days; not " + end);
    }
    if (step.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new ParameterException(spec.commandLine(), "--step: at least 1s, not " + step);
    }
    LoadCurve load = samples.map(csv -> new LoadCsv(csv, zone).read()).orElse(LoadCurve.NONE);
    long first = replicas.orElse(read.spec().rules().schedule().minReplicas());
    return new Simulation(
        read.spec().rules(),
        load,
        new Simulation.Settings(begin, end, step, first, startup, requestMilli()));
  }

  private Instant moment(String option, String text, ZoneId zone) {
    return Moments.parse(text, zone)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "%s: no time such as 2026-11-23T08:00: %s".formatted(option, text)));
  }

  private Map<String, Long> requestMilli() {
    Map<String, Long> milli = new HashMap<>();
    requests.forEach(
        (metric, text) ->
            milli.put(
                metric,
                Quantity.of(text)
                    .map(it -> it.value().movePointRight(3).setScale(0, RoundingMode.CEILING))
                    .filter(it -> it.signum() > 0)
                    .orElseThrow(
                        () ->
                            new CommandFailure(
                                "--request: no quantity above 0: " + text, "Write cpu=500m"))
                    .longValue()));
    return milli;
  }

  private static List<String> comparison(Simulation simulation) {
    Instant end = simulation.settings().to();
    List<List<String>> rows =
        List.of(
            row("TimedPodAutoscaler", Score.of(simulation.run(), end)),
            row("CronHPA beside HPA", Score.of(simulation.runCronHpaBesideHpa(), end)),
            row("CronHPA on HPA", Score.of(simulation.runCronHpaOnHpa(), end)));
    List<String> lines =
        new TextTable(
                List.of("THE SAME LOAD UNDER", "CHANGES", "REVERSALS", "OUTSIDE THE BOUNDS"), rows)
            .lines();
    return Stream.concat(Stream.of(""), lines.stream()).toList();
  }

  private static List<String> row(String who, Score score) {
    return List.of(
        who,
        String.valueOf(score.changes()),
        String.valueOf(score.reversals()),
        score.outside().toSeconds() + " s");
  }
}
