package io.windlass.benchmarks.injection;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.zjsonpatch.JsonPatch;
import io.windlass.benchmarks.figures.Figures;
import io.windlass.core.model.JsonText;
import io.windlass.core.sidecarset.SidecarSetView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.HdrHistogram.Histogram;

/**
 * What does it cost to put the sidecars of three of 1,000 SidecarSets into a pod of 5 KB, from the
 * bytes of the review to those of the answer? {@code benchmarks/injection [FILE]}. On one core,
 * with the manager's flags; beside the webhooks framework of java-operator-sdk doing the same, in
 * turns in one process. Ends at once if the two do not make the same pod.
 */
public final class InjectionFigures {
  private static final int WARM_UP_SECONDS = 15;
  private static final int ROUNDS = 10;
  private static final int ROUND_SECONDS = 2;
  private static final double MICROS = 1_000;
  private static final double P50_BAR = 100;
  private static final double P99_BAR = 500;
  private static final double FASTER_BAR = 4;
  private static final long SECOND = 1_000_000_000L;

  private final byte[] review = InjectionExample.review();
  private final Engine own;
  private final Engine framework;

  /** A way to answer, and how long it took. */
  private record Engine(UnaryOperator<byte[]> path, Histogram nanos) {
    Engine(UnaryOperator<byte[]> path) {
      this(path, new Histogram(10 * SECOND, 3));
    }

    void run(byte[] review, int seconds) {
      long end = System.nanoTime() + seconds * SECOND;
      long before = System.nanoTime();
      while (before < end) {
        byte[] answer = path.apply(review);
        long now = System.nanoTime();
        if (answer.length == 0) {
          throw new IllegalStateException("no answer");
        }
        nanos.recordValue(now - before);
        before = now;
      }
    }

    double micros(double percentile) {
      return nanos.getValueAtPercentile(percentile) / MICROS;
    }
  }

  private InjectionFigures() {
    List<SidecarSetView> sets = InjectionExample.sidecarSets();
    own = new Engine(new OwnPath(sets)::answer);
    framework = new Engine(new FrameworkPath(sets)::answer);
  }

  /** Measures, prints a table, and exits with 1 if a bar is missed. */
  public static void main(String[] arguments) throws IOException {
    InjectionFigures all = new InjectionFigures();
    all.requireSamePods();
    Figures figures = all.measure();
    figures.finish(arguments.length == 0 ? Optional.empty() : Optional.of(Path.of(arguments[0])));
  }

  private Figures measure() {
    for (Engine engine : List.of(own, framework)) {
      engine.run(review, WARM_UP_SECONDS);
      engine.nanos().reset();
    }
    for (int i = 0; i < ROUNDS; i++) {
      own.run(review, ROUND_SECONDS);
      framework.run(review, ROUND_SECONDS);
    }
    Figures figures = new Figures();
    figures.tell("pod", JsonText.canonical(InjectionExample.pod()).length(), "bytes");
    figures.tell("SidecarSets", InjectionExample.SIDECAR_SETS, "");
    figures.tell("of them matching", InjectionExample.MATCHING, "");
    figures.tell("pods injected", (double) own.nanos().getTotalCount(), "");
    figures.atMost("a pod, p50", own.micros(50), P50_BAR, "us");
    figures.atMost("a pod, p99", own.micros(99), P99_BAR, "us");
    figures.tell("a pod, p99.9", own.micros(99.9), "us");
    figures.tell("a pod by the framework, p50", framework.micros(50), "us");
    figures.tell("a pod by the framework, p99", framework.micros(99), "us");
    double faster = framework.micros(50) / own.micros(50);
    figures.atLeast("times as fast as the framework, by p50", faster, FASTER_BAR, "x");
    double mean = framework.nanos().getMean() / own.nanos().getMean();
    figures.atLeast("times as fast as the framework, by the mean", mean, FASTER_BAR, "x");
    return figures;
  }

  private void requireSamePods() throws IOException {
    Pod one = pod(own.path().apply(review));
    Pod other = pod(framework.path().apply(review));
    if (!one.getSpec().equals(other.getSpec())
        || !one.getMetadata()
            .getAnnotations()
            .keySet()
            .equals(other.getMetadata().getAnnotations().keySet())) {
      throw new IllegalStateException("two pods: " + one + " and " + other);
    }
  }

  private static Pod pod(byte[] answer) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    String patch = mapper.readTree(answer).at("/response/patch").asText();
    JsonNode operations = mapper.readTree(Base64.getDecoder().decode(patch));
    JsonNode pod = mapper.readTree(JsonText.canonical(InjectionExample.pod()).getBytes(UTF_8));
    return new KubernetesSerialization()
        .unmarshal(JsonPatch.apply(operations, pod).toString(), Pod.class);
  }
}
