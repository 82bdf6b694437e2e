package io.windlass.controllers.adapter.josdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.api.config.BaseConfigurationService;
import io.javaoperatorsdk.operator.api.config.ExecutorServiceManager;
import io.windlass.core.cloneset.CloneSetView;
import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;
import io.windlass.runtime.queue.ConcurrentWorkQueue;
import io.windlass.runtime.queue.Pace;
import io.windlass.runtime.queue.WorkQueue;
import io.windlass.runtime.store.LockedObjectStore;
import io.windlass.runtime.store.ObjectStore;
import io.windlass.runtime.testing.SteppedScheduler;
import io.windlass.runtime.testing.SteppedTicker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PrimaryRimTest {
  private static final ObjectKey WEB = new ObjectKey("shop", "web");

  private final ObjectStore<CloneSetView> store = new LockedObjectStore<>(CloneSetView::meta);
  private final WorkQueue<ObjectKey> queue =
      new ConcurrentWorkQueue<>(
          "test", SteppedScheduler.inOrder(new SteppedTicker()).platform(), Pace.DEFAULT);

  @BeforeEach
  void aPrimaryThatHasHadItsRun() {
    PrimaryRim.wakeOnEdits(new PrimaryRim.Engine<>(store, CloneSetView::meta, queue));
    store.merge(view(1, 10));
    assertThat(queue.poll()).contains(WEB);
    queue.done(WEB);
  }

  @Test
  void anEditThatTheAnswerToAStatusWriteBringsFirstIsNotMissed() {
    store.merge(view(2, 12));
    assertThat(store.merge(view(2, 11))).as("the watch brings it late").isFalse();

    assertThat(queue.poll()).contains(WEB);
  }

  @Test
  void theAnswerToAStatusWriteAloneWakesNobody() {
    store.merge(view(1, 11));

    assertThat(queue.poll()).isEmpty();
  }

  @Test
  void theTimersOfTheFrameworkKeepTheirThread() {
    ExecutorServiceManager framework = new BaseConfigurationService().getExecutorServiceManager();
    ScheduledThreadPoolExecutor timers =
        (ScheduledThreadPoolExecutor) framework.scheduledExecutorService();
    assertThat(timers.getCorePoolSize()).as("else there is nothing to mend any more").isZero();

    PrimaryRim.keepTimer(framework);

    assertThat(timers.getCorePoolSize()).isEqualTo(1);
    framework.stop(Duration.ZERO);
  }

  @Test
  void aDeletedPrimaryIsLookedAtOnceMore() {
    store.forget(view(1, 11).meta());

    assertThat(queue.poll()).contains(WEB);
  }

  private static CloneSetView view(long generation, long version) {
    ObjectMeta meta =
        new ObjectMeta(
            WEB,
            "u",
            version,
            generation,
            Map.of(),
            Map.of(),
            Optional.empty(),
            Instant.EPOCH,
            Optional.empty(),
            List.of());
    return new CloneSetView(meta, Json.Obj.EMPTY, Json.Obj.EMPTY);
  }
}
