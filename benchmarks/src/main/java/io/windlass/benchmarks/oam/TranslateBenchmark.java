package io.windlass.benchmarks.oam;

import io.windlass.oam.translate.Inputs;
import io.windlass.oam.translate.Translation;
import io.windlass.oam.translate.Translator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does one core take to translate a thousand applications of five components each? The
 * goal is 250 ms. {@code benchmarks/jmh Translate}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 3,
    jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmx1g"})
public class TranslateBenchmark {
  private List<Inputs> applications = List.of();

  @Setup
  public void fill() {
    applications = Applications.make(1000, 5);
    Translation first = Translator.translate(applications.getFirst());
    if (first.refused() || first.objects().size() != 25) {
      throw new IllegalStateException("not what is to be measured: " + first.problems());
    }
  }

  @Benchmark
  public int thousandApplications() {
    int objects = 0;
    for (Inputs application : applications) {
      objects += Translator.translate(application).objects().size();
    }
    return objects;
  }
}
