package io.windlass.benchmarks.store;

import io.windlass.core.model.Compact;
import io.windlass.core.model.Selector;
import io.windlass.core.model.Selector.Requirement;
import io.windlass.runtime.store.SelectorIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Which of 50,000 selectors match a pod? Each asks for an app and, as its first requirement, for a
 * tier that thousands share; every tenth names two apps, and twenty require nothing. {@code
 * benchmarks/jmh Selector}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(3)
public class SelectorBenchmark {
  private static final int SELECTORS = 50_000;
  private static final int GREEDY = 20;
  private static final int APPS = 25_000;

  /** Whether each selector is asked, or the index. */
  @Param({"SCAN", "INDEX"})
  public String way = "";

  private final List<Selector> selectors = new ArrayList<>();
  private final SelectorIndex<Integer> index = new SelectorIndex<>();
  private final SplittableRandom random = new SplittableRandom(1);

  @Setup
  public void fill() {
    for (int i = 0; i < SELECTORS; i++) {
      Selector selector = new Selector(requirements(i));
      selectors.add(selector);
      index.put(i, selector);
    }
  }

  private static List<Requirement> requirements(int i) {
    if (i < GREEDY) {
      return List.of(new Requirement.DoesNotExist("sidecar-" + i));
    }
    Requirement tier = new Requirement.Is("a-tier", "tier-" + i % 4);
    return i % 10 == 0
        ? List.of(tier, new Requirement.In("app", new TreeSet<>(List.of(app(i), app(i + 1)))))
        : List.of(tier, new Requirement.Is("app", app(i)));
  }

  private static String app(int i) {
    return "web-frontend-" + i % APPS;
  }

  @Benchmark
  public List<Integer> matching() {
    int pod = random.nextInt(SELECTORS);
    Map<String, String> labels =
        Compact.texts(Map.of("app", app(pod), "a-tier", "tier-" + pod % 4, "zone", "z" + pod % 3));
    return way.equals("INDEX") ? index.matching(labels) : scan(labels);
  }

  private List<Integer> scan(Map<String, String> labels) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < selectors.size(); i++) {
      if (selectors.get(i).matches(labels)) {
        found.add(i);
      }
    }
    return found;
  }
}
