package io.windlass.runtime.apply;

import static io.windlass.runtime.apply.PipelineRig.patch;
import static io.windlass.runtime.apply.PipelineRig.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.plan.Action;
import io.windlass.core.plan.Plan;
import io.windlass.runtime.control.Outcome;
import io.windlass.runtime.port.WriteResult;
import io.windlass.runtime.testing.SteppedTicker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much is sent, and what the key does next. */
class WritePipelineLimitsTest {
  private static final Instant START = SteppedTicker.START;

  @Test
  void aPlanIsCutAtASecondsWorthAndTheKeyComesBackAtOnce() {
    PipelineRig rig = new PipelineRig(new Limits(16, 5, Optional.empty()));
    Execution execution = rig.execute(rig.plan(patches(7), status(9)));
    assertThat(execution.applied()).hasSize(5);
    assertThat(execution.retryAt()).contains(START);
    assertThat(execution.statusWritten()).isTrue();
  }

  @Test
  void aChainIsSentWholeOrNotAtAll() {
    PipelineRig rig = new PipelineRig(new Limits(16, 3, Optional.empty()));
    rig.execute(patch("a", 1), patch("b", 1), patch("a", 1), patch("b", 1));
    assertThat(rig.sent()).containsExactly("patch a", "patch a");
    rig.execute(patch("c", 1), patch("c", 1), patch("c", 1), patch("c", 1));
    assertThat(rig.sent()).as("the first chain is sent however long").hasSize(6);
  }

  @Test
  void theRateHoldsForTheWholeProcessAndSaysWhenToComeBack() {
    PipelineRig rig = limitedTo(20, 10);
    Execution first = rig.execute(rig.plan(patches(8), status(9)));
    assertThat(first.retryAt()).isEmpty();
    Execution second = rig.execute(rig.plan(patches(8), status(9)));
    assertThat(second.applied()).hasSize(1);
    assertThat(second.statusWritten()).as("a status is worth a token of the future").isTrue();
    assertThat(second.retryAt()).contains(START.plusMillis(250));
    rig.scheduler.advance(Duration.ofMillis(250));
    assertThat(rig.execute(rig.plan(patches(8), status(9))).applied()).hasSize(4);
  }

  @Test
  void inTheLongRunTheRateIsUsedUpAndNotExceeded() {
    PipelineRig rig = limitedTo(20, 10);
    Instant end = START.plusSeconds(10);
    int applied = 0;
    for (int i = 0; i < 1_000 && rig.ticker.now().isBefore(end); i++) {
      Execution execution =
          rig.execute(new Plan(patches(1_000), Optional.empty(), Optional.empty(), List.of()));
      applied += execution.applied().size();
      rig.scheduler.advance(Duration.between(rig.ticker.now(), execution.retryAt().orElseThrow()));
    }
    assertThat(applied).isBetween(200, 210);
  }

  @Test
  void afterALongPauseABurstIsAllThereIs() {
    PipelineRig rig = limitedTo(20, 10);
    rig.scheduler.advance(Duration.ofHours(1));
    assertThat(rig.execute(rig.plan(patches(100), status(9))).applied()).hasSize(10);
  }

  @Test
  void withoutARateNothingIsHeldBack() {
    PipelineRig rig = new PipelineRig(Limits.UNLIMITED);
    assertThat(rig.execute(rig.plan(patches(1_000), status(9))).retryAt()).isEmpty();
    assertThat(rig.sent()).hasSize(1_001);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                                       | what happened             | next
          all is well                                | applied                   | done
          the plan wants another look                | applied look:5000         | look at 5000
          a refusal backs off                        | applied refused           | retry
          a refusal backs off up to the plan's look  | applied refused look:5000 | retry by 5000
          a conflict backs off                       | applied conflict          | retry
          an unknown outcome backs off               | applied unknown           | retry
          the server says when                       | throttled held:3000 look:1000 | look at 3000
          an overtaken plan is made again            | applied overtaken look:5000   | look at 0
          what was held back comes first             | applied held:250 look:5000    | look at 250
          the plan's look may come before it         | applied held:250 look:100     | look at 100
          a refusal does not slow the rest down      | applied refused held:250      | look at 250
          nothing but refusals backs off             | refused held:250              | retry
          """)
  void outcome(String rule, String whatHappened, String next) {
    Set<String> words = Set.of(whatHappened.split(" ", -1));
    List<Execution.Failed> failed =
        Stream.of("refused", "conflict", "unknown", "throttled")
            .filter(words::contains)
            .map(word -> new Execution.Failed(patch("a", 1), result(word)))
            .toList();
    Execution execution =
        new Execution(
            words.contains("applied") ? List.of(patch("b", 1)) : List.of(),
            failed,
            stop(words),
            time(words, "held:"),
            false);
    Plan plan = new Plan(List.of(), Optional.empty(), time(words, "look:"), List.of());
    assertThat(text(execution.outcome(plan, START))).isEqualTo(next);
  }

  private static Execution.Stop stop(Set<String> words) {
    if (words.contains("overtaken")) {
      return Execution.Stop.OVERTAKEN;
    }
    return words.contains("throttled") ? Execution.Stop.THROTTLED : Execution.Stop.NONE;
  }

  private static Optional<Instant> time(Set<String> words, String prefix) {
    return words.stream()
        .filter(word -> word.startsWith(prefix))
        .map(word -> START.plusMillis(Long.parseLong(word.substring(prefix.length()))))
        .findFirst();
  }

  private static WriteResult result(String word) {
    return switch (word) {
      case "refused" -> new WriteResult.Refused(403, "Forbidden", "quota");
      case "conflict" -> new WriteResult.Conflict("changed");
      case "unknown" -> new WriteResult.Unknown("time-out");
      case "throttled" -> new WriteResult.Throttled(Duration.ofSeconds(3));
      default -> throw new IllegalArgumentException(word);
    };
  }

  private static String text(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done() -> "done";
      case Outcome.LookAgain(Instant when) -> "look at " + Duration.between(START, when).toMillis();
      case Outcome.Retry(_, var latest) ->
          latest.map(w -> "retry by " + Duration.between(START, w).toMillis()).orElse("retry");
    };
  }

  private static PipelineRig limitedTo(int perSecond, int burst) {
    return new PipelineRig(new Limits(16, 200, Optional.of(new Limits.Rate(perSecond, burst))));
  }

  private static List<Action> patches(int count) {
    return IntStream.range(0, count).<Action>mapToObj(i -> patch("pod-" + i, 1)).toList();
  }
}
