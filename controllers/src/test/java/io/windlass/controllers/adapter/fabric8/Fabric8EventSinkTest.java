package io.windlass.controllers.adapter.fabric8;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.plan.Action.Announce;
import io.windlass.core.plan.Action.Severity;
import io.windlass.core.plan.Action.Target;
import io.windlass.runtime.apply.Brake;
import io.windlass.runtime.port.Platform;
import io.windlass.runtime.port.RuntimeMetrics;
import io.windlass.runtime.port.Scheduler;
import io.windlass.runtime.port.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class Fabric8EventSinkTest {
  private static final Instant NOW = Instant.parse("2026-11-23T13:13:06.123Z");
  private static final Target POD = new Target(ResourceKind.POD, new ObjectKey("shop", "web-a"));

  private final ScriptedServer server = new ScriptedServer();
  private final KubernetesClient client = server.client();
  private final AtomicInteger dropped = new AtomicInteger();
  private final List<Runnable> waiting = new ArrayList<>();
  private final Platform platform = new Platform(new OneLane(), () -> NOW, new Dropped());
  private final Brake brake = new Brake("writes", platform);
  private final Fabric8EventSink sink =
      new Fabric8EventSink(
          Fabric8Http.of(client, Duration.ofSeconds(5)), "cloneset-controller", brake, platform);

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void anEventIsWrittenAndTheSameOneIsCounted() {
    server.answer(201, "", "{}").answer(200, "", "{}").answer(201, "", "{}");

    sink.announce(said("made it"));
    sink.announce(said("made it"));
    sink.announce(said("made another"));
    runAll();

    assertThat(server.requests()).hasSize(3);
    assertThat(server.requests().get(0)).isEqualTo("POST /api/v1/namespaces/shop/events");
    assertThat(server.requests().get(1)).startsWith("PATCH /api/v1/namespaces/shop/events/web-a.");
    assertThat(server.requests().get(2)).isEqualTo("POST /api/v1/namespaces/shop/events");
    assertThat(dropped).hasValue(0);
  }

  @Test
  void anEventThatTheServerHasForgottenIsWrittenAnew() {
    server.answer(201, "", "{}").answer(404, "", "{}").answer(201, "", "{}");

    sink.announce(said("made it"));
    sink.announce(said("made it"));
    runAll();

    await().untilAsserted(() -> assertThat(server.requests()).hasSize(3));
    assertThat(server.requests().get(2)).startsWith("POST ");
  }

  @Test
  void whatCannotBeWrittenIsDroppedOnceAndCounted() {
    server.answer(403, "", "{}");

    sink.announce(said("made it"));
    runAll();

    assertThat(server.requests()).hasSize(1);
    assertThat(dropped).hasValue(1);
  }

  @Test
  void anEventThatIsTurnedAwayHoldsBackEventsAndNothingElse() {
    server.answer(429, "Retry-After: 5\r\n", "{}");

    sink.announce(said("one"));
    sink.announce(said("two"));
    runAll();

    assertThat(server.requests()).hasSize(1);
    assertThat(dropped).hasValue(2);
    assertThat(brake.heldUntil()).isEmpty();
  }

  @Test
  void eventsAreDroppedWhileTheServerWantsARest() {
    brake.ended(new Brake.Leave.Go(false), new WriteResult.Throttled(Duration.ofSeconds(1)));

    sink.announce(said("one"));
    runAll();

    assertThat(server.requests()).isEmpty();
    assertThat(dropped).hasValue(1);
  }

  @Test
  void oneObjectsShareIsBoundedAndAnothersIsNotTouched() {
    for (int i = 0; i < EventShares.BURST + 30; i++) {
      sink.announce(said("number " + i));
    }
    assertThat(dropped).hasValue(30);

    sink.announce(new Announce(POD, "another", Severity.NORMAL, "Made", "hello"));
    assertThat(dropped).hasValue(30);
    assertThat(waiting).hasSize(EventShares.BURST + 1);
  }

  @Test
  void anObjectsShareGrowsBackWithTime() {
    Instant[] now = {NOW};
    EventShares shares = new EventShares(() -> now[0]);
    for (int i = 0; i < EventShares.BURST; i++) {
      assertThat(shares.take("u")).isTrue();
    }
    assertThat(shares.take("u")).isFalse();

    now[0] = NOW.plusSeconds(13);
    assertThat(List.of(shares.take("u"), shares.take("u"), shares.take("u")))
        .containsExactly(true, true, false);
  }

  private static Announce said(String message) {
    return new Announce(POD, "u1", Severity.NORMAL, "Made", message);
  }

  private void runAll() {
    waiting.forEach(Runnable::run);
    waiting.clear();
  }

  private final class OneLane implements Scheduler {
    @Override
    public void fork(Runnable work) {
      throw new IllegalStateException("events have a lane");
    }

    @Override
    public Task after(Duration delay, Runnable work) {
      throw new IllegalStateException("events do not wait");
    }

    @Override
    public Lane bounded(String name, int limit) {
      assertThat(limit).isEqualTo(1);
      return waiting::add;
    }
  }

  private final class Dropped implements RuntimeMetrics {
    @Override
    public void eventDropped() {
      dropped.incrementAndGet();
    }
  }
}
