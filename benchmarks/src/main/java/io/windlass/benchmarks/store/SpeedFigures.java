package io.windlass.benchmarks.store;

import io.windlass.benchmarks.figures.Figures;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The benchmarks of this package, run with two forks each, and the bars on their results. */
final class SpeedFigures {
  private static final double OWNED_US = 3;

  /** An array of 100 references is 416 bytes; what it is wrapped in, and no second array. */
  private static final double OWNED_BYTES = 500;

  private final Figures figures;
  private final Map<String, Double> scores = new HashMap<>();

  SpeedFigures(Figures figures) {
    this.figures = figures;
  }

  void measure() throws RunnerException {
    run(OwnerReadBenchmark.class);
    run(ChangeBenchmark.class);
    run(SelectorBenchmark.class);
    tellReads();
    tellChanges();
    double scan = score("matching SCAN");
    double index = score("matching INDEX");
    figures.tell("50,000 selectors against one pod, each asked", scan, "us");
    figures.tell("the same by the index", index, "us");
    figures.atLeast("asking each over the index", scan / index, 100, "x");
  }

  private void tellReads() {
    figures.atMost(
        "100 pods of one owner out of 100,000", score("ownedBy CONCURRENT"), OWNED_US, "us");
    figures.atMost(
        "bytes allocated for it (one array of 100: 416)",
        score("ownedBy CONCURRENT bytes"),
        OWNED_BYTES,
        "B");
    figures.tell("the same from the plain store", score("ownedBy LOCKED"), "us");
    figures.tell("the same from the fabric8 informer's cache", score("ownedBy FABRIC8"), "us");
  }

  private void tellChanges() {
    for (String kind : new String[] {"twoWriters", "besideReader:write", "besideReader:read"}) {
      String what =
          switch (kind) {
            case "twoWriters" -> "changes of 100,000 pods by two threads";
            case "besideReader:write" -> "changes by one thread beside a reader";
            default -> "reads of that reader, owners of 1 to 10,000 pods";
          };
      double ours = score(kind + " CONCURRENT");
      figures.tell(what, ours, "/s");
      figures.atLeast("  over the plain store", ours / score(kind + " LOCKED"), 1, "x");
      double sharing = score(kind + " SHARING");
      figures.tell("  with parts of pods shared, as the manager has it", sharing, "/s");
      figures.atLeast(
          "  that over the plain store, which shares none",
          sharing / score(kind + " LOCKED"),
          1,
          "x");
      figures.tell("  over the fabric8 informer's cache", ours / score(kind + " FABRIC8"), "x");
    }
  }

  private double score(String name) {
    Double score = scores.get(name);
    if (score == null) {
      throw new IllegalStateException("no result " + name + " in " + scores.keySet());
    }
    return score;
  }

  private void run(Class<?> benchmark) throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(benchmark.getName() + "\\.")
                    .forks(2)
                    .warmupIterations(1)
                    .jvmArgsAppend("-Xmx1g")
                    .addProfiler(GCProfiler.class)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();
    results.forEach(this::keep);
  }

  private void keep(RunResult result) {
    String method = result.getParams().getBenchmark();
    String store = result.getParams().getParam("store");
    String kind = " " + (store == null ? result.getParams().getParam("way") : store);
    String name = method.substring(method.lastIndexOf('.') + 1);
    scores.put(name + kind, result.getPrimaryResult().getScore());
    result
        .getSecondaryResults()
        .forEach(
            (label, secondary) ->
                scores.put(
                    label.endsWith("alloc.rate.norm")
                        ? name + kind + " bytes"
                        : name + ":" + label + kind,
                    secondary.getScore()));
  }
}
