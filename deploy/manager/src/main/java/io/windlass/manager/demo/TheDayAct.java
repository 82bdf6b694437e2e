package io.windlass.manager.demo;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.windlass.core.autoscaling.simulate.LoadCurve;
import io.windlass.core.autoscaling.simulate.Moment;
import io.windlass.core.autoscaling.simulate.Score;
import io.windlass.core.autoscaling.simulate.Simulation;
import io.windlass.manager.day.ShopDay;
import io.windlass.manager.day.Sparkline;
import io.windlass.manager.day.SteppedCluster;
import io.windlass.manager.simulation.Timeline;
import io.windlass.manager.simulation.TimelinePlot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Act 4: a shop's day of 24 hours under windows and CPU, in a cluster of its own whose time is
 * stepped from look to look, so that it passes in seconds.
 */
final class TheDayAct implements Act {
  private static final String SHOP = "shop";
  private static final String APP = "tpa/shop-app.yaml";
  private static final String AUTOSCALER = "tpa/shop.yaml";
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Instant START = Instant.parse("2026-11-22T16:00:00Z");
  private static final Instant NOON = START.plus(Duration.ofHours(12));
  private static final Instant END = START.plus(Duration.ofHours(24));
  private static final int COLUMNS = 72;
  private static final long REQUEST_MILLI = 400;
  private static final Duration STARTUP = Duration.ofSeconds(30);
  private static final Pattern DOCUMENT = Pattern.compile("(?m)^---$");

  @Override
  public int number() {
    return 4;
  }

  @Override
  public String title() {
    return "The day: time sets floor and ceiling, CPU moves inside";
  }

  @Override
  public void play(Stage outer, Narration told) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(outer.folder().resolve("day"));
    try (SteppedCluster cluster =
        SteppedCluster.start(folder, START, outer.playground().faults())) {
      told.command(Stage.applying(APP) + " -f deploy/samples/" + AUTOSCALER);
      apply(cluster.user(), APP);
      apply(cluster.user(), AUTOSCALER);
      ShopDay day = new ShopDay(cluster, SHOP);
      day.until(NOON);
      String why = day.why();
      day.until(END);
      told.command(
          "kubectl get tpa shop -w    # 24 hours, %d looks".formatted(day.moments().size()));
      lines(told, day.moments());
      told.command("kubectl get tpa shop -o jsonpath='{.status.decision.why}'    # at noon");
      told.seen(why);
      DayChecks checks = new DayChecks(day.moments(), cluster.requests());
      told.checks(checks.all());
      compare(told, day);
      plot(told, day, folder.resolve("day.svg"));
    }
  }

  private static void apply(KubernetesClient user, String fileName) {
    String text = new String(Manifests.bytes(fileName), StandardCharsets.UTF_8);
    for (String document : DOCUMENT.split(text, -1)) {
      user.resource(Serialization.unmarshal(document, GenericKubernetesResource.class)).create();
    }
  }

  private static void lines(Narration told, List<Moment> moments) {
    Sparkline line = new Sparkline(moments, START, END, COLUMNS);
    long pods = moments.stream().mapToLong(Moment::after).max().orElse(1);
    long load = moments.stream().mapToLong(TheDayAct::load).max().orElse(1);
    told.seen("load       %s  up to %dm".formatted(line.of(TheDayAct::load, load), load));
    told.seen("ceiling    " + line.of(moment -> Math.min(pods, moment.bounds().ceiling()), pods));
    told.seen("replicas   %s  up to %d".formatted(line.of(Moment::after, pods), pods));
    told.seen("floor      " + line.of(moment -> moment.bounds().floor(), pods));
    told.seen("           00:00%s24:00".formatted(" ".repeat(COLUMNS - 10)));
  }

  static long load(Moment moment) {
    return moment.load().getOrDefault("cpu", 0L);
  }

  /** The same load under others, by their published rules. */
  private static void compare(Narration told, ShopDay day) {
    told.command(
        "./windlass simulate -f deploy/samples/%s --samples observed.csv --compare"
            .formatted(AUTOSCALER));
    LoadCurve load =
        new LoadCurve(
            day.moments().stream()
                .map(moment -> new LoadCurve.Sample(moment.at(), moment.load()))
                .toList());
    Simulation others =
        new Simulation(
            day.spec().rules(),
            load,
            new Simulation.Settings(
                START,
                END,
                Duration.ofSeconds(15),
                day.moments().getFirst().before(),
                STARTUP,
                Map.of("cpu", REQUEST_MILLI)));
    Score here = Score.of(day.moments(), END);
    Score beside = Score.of(others.runCronHpaBesideHpa(), END);
    Score on = Score.of(others.runCronHpaOnHpa(), END);
    told.table(
        new ActReport.Table(
            List.of("the same load under", "changes", "reversals", "outside the bounds"),
            List.of(
                row("TimedPodAutoscaler, as seen here", here),
                row("CronHPA beside an HPA, by their rules", beside),
                row("CronHPA on an HPA, by their rules", on))));
    told.check(
        new Check(
            "two owners of one count leave the bounds, one does not",
            here.outside().isZero() && beside.outside().isPositive() && on.outside().isPositive(),
            "%d s, %d s and %d s outside"
                .formatted(
                    here.outside().toSeconds(),
                    beside.outside().toSeconds(),
                    on.outside().toSeconds())));
  }

  private static List<String> row(String who, Score score) {
    return List.of(
        who,
        String.valueOf(score.changes()),
        String.valueOf(score.reversals()),
        score.outside().toSeconds() + " s");
  }

  private static void plot(Narration told, ShopDay day, Path file) throws IOException {
    Timeline timeline = new Timeline(day.moments(), List.of("cpu"), ZONE);
    Files.writeString(file, new TimelinePlot(SHOP, timeline, START, END).svg());
    told.check(
        new Check(
            "load, bounds and replicas are drawn to a file",
            Files.readString(file).contains("id=\"replicas\""),
            file.toString()));
  }
}
