package io.windlass.manager.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.windlass.runtime.testing.SteppedScheduler;
import io.windlass.runtime.testing.SteppedTicker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Controllers of kinds that a cluster may not serve yet. */
class AwaitedTest {
  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

  private final SteppedScheduler scheduler = SteppedScheduler.inOrder(new SteppedTicker());
  private final Deque<Optional<String>> obstacles = new ArrayDeque<>();
  private final Deque<Optional<RuntimeException>> failures = new ArrayDeque<>();
  private final List<String> done = new ArrayList<>();
  private final Awaited<String> awaited =
      new Awaited<>(
          new Awaited.Part<>(
              "kinds", obstacles::pop, this::started, "well"::equals, it -> done.add("closed")),
          scheduler);

  private String started() {
    Optional<RuntimeException> failure = failures.isEmpty() ? Optional.empty() : failures.pop();
    failure.ifPresent(
        it -> {
          throw it;
        });
    done.add("started");
    return "well";
  }

  @Test
  void whatIsServedStartsAtOnce() {
    obstacles.add(Optional.empty());

    awaited.begin();

    assertThat(done).containsExactly("started");
  }

  @Test
  void whatIsInstalledLaterStartsThen() {
    obstacles.addAll(List.of(Optional.of("missing"), Optional.of("missing"), Optional.empty()));

    awaited.begin();
    assertThat(awaited.isHealthy()).as("nothing is wrong with it").isTrue();
    scheduler.advance(TEN_SECONDS);
    assertThat(done).isEmpty();
    scheduler.advance(TEN_SECONDS);

    assertThat(done).containsExactly("started");
  }

  @Test
  void aServerThatDoesNotAnswerIsAskedAgain() {
    obstacles.addAll(List.of(Optional.of("missing"), Optional.empty(), Optional.empty()));
    failures.add(Optional.of(new KubernetesClientException("no answer")));

    awaited.begin();
    scheduler.advance(TEN_SECONDS);
    assertThat(done).isEmpty();
    scheduler.advance(TEN_SECONDS);

    assertThat(done).containsExactly("started");
  }

  @Test
  void whatHasEndedDoesNotStartAnyMore() {
    obstacles.addAll(List.of(Optional.of("missing"), Optional.empty()));

    awaited.begin();
    awaited.close();
    scheduler.advance(TEN_SECONDS);

    assertThat(done).isEmpty();
  }

  @Test
  void whatHasStartedIsClosed() {
    obstacles.add(Optional.empty());

    awaited.begin();
    awaited.close();

    assertThat(done).containsExactly("started", "closed");
  }
}
