package io.windlass.runtime.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A wheel is a sorted list, whatever is done to it in whatever order. */
class TimerWheelLaws {
  /** Something that is done to a wheel: a value is scheduled or taken back, or time passes. */
  record Step(Kind kind, int shift, long micros) {
    enum Kind {
      SCHEDULE,
      CANCEL,
      PASS
    }

    long scaled() {
      return micros << shift;
    }
  }

  @Property(tries = 1_000)
  void aWheelHandsOverWhatASortedListWould(@ForAll("steps") List<Step> steps) {
    Model model = new Model();
    steps.forEach(model::apply);
    model.pass(TimerWheel.LATEST_MICROS);
    assertThat(model.waiting).isEmpty();
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.of(
                Step.Kind.SCHEDULE, Step.Kind.SCHEDULE, Step.Kind.CANCEL, Step.Kind.PASS),
            Arbitraries.integers().between(0, 36),
            Arbitraries.longs().between(0, 300))
        .as(Step::new)
        .list()
        .ofMaxSize(60);
  }

  private static final class Model {
    final TimerWheel<Integer> wheel = new TimerWheel<>();
    final List<Timeout<Integer>> waiting = new ArrayList<>();
    final List<Integer> expired = new ArrayList<>();
    long now;
    int next;

    void apply(Step step) {
      switch (step.kind()) {
        case SCHEDULE -> {
          waiting.add(wheel.schedule(next, now + step.scaled()));
          next++;
        }
        case CANCEL -> cancel((int) step.micros());
        case PASS -> pass(now + step.scaled());
      }
    }

    private void cancel(int nth) {
      if (!waiting.isEmpty()) {
        assertThat(wheel.cancel(waiting.remove(nth % waiting.size()))).isTrue();
      }
    }

    void pass(long until) {
      now = until;
      expired.clear();
      long told = wheel.advance(now, (value, due) -> expired.add(value));
      List<Integer> due = waiting.stream().filter(this::isDue).map(t -> t.value).toList();
      assertThat(expired).containsExactlyInAnyOrderElementsOf(due);
      waiting.removeIf(this::isDue);
      long earliest = waiting.stream().mapToLong(t -> t.dueMicros).min().orElse(TimerWheel.NEVER);
      assertThat(told).as("rings no later than needed").isLessThanOrEqualTo(earliest);
      assertThat(told).as("rings for something to come").isGreaterThan(now);
    }

    private boolean isDue(Timeout<Integer> timeout) {
      return timeout.dueMicros <= now;
    }
  }
}
