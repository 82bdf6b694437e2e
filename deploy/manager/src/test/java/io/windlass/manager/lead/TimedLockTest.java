package io.windlass.manager.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How old a leader thinks its renewal is, and how silent another one. */
class TimedLockTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final KubernetesClient client = new KubernetesClientBuilder().build();
  private Duration steady = Duration.ZERO;
  private Instant wall = START;
  private Duration answerTakes = Duration.ZERO;
  private LeaderElectionRecord stored = record("other", START);
  private final TimedLock lock =
      new TimedLock(new Stored(), new TimedLock.Clocks(() -> steady.toNanos(), () -> wall));

  @AfterEach
  void stop() {
    client.close();
  }

  @Test
  void whoNeverHeldItIsNotYoung() {
    assertThat(lock.isYoungerThan(DEADLINE)).isFalse();
  }

  @Test
  void aRenewalGrowsOldWithTheTime() {
    lock.update(client, record("me", wall));
    assertThat(lock.isYoungerThan(DEADLINE)).isTrue();
    pass(DEADLINE.minusMillis(1));
    assertThat(lock.isYoungerThan(DEADLINE)).isTrue();
    pass(Duration.ofMillis(1));
    assertThat(lock.isYoungerThan(DEADLINE)).isFalse();
    lock.update(client, record("me", wall));
    assertThat(lock.isYoungerThan(DEADLINE)).isTrue();
  }

  @Test
  void whoStandsStillBetweenARenewalAndItsAnswerIsOldWhenItComes() {
    answerTakes = Duration.ofSeconds(30);
    lock.update(client, record("me", wall));
    assertThat(lock.isYoungerThan(DEADLINE)).isFalse();
  }

  @Test
  void aSuspendedMachineAndAClockThatIsSetBackMakeNothingYounger() {
    lock.update(client, record("me", wall));
    wall = wall.plus(DEADLINE);
    assertThat(lock.isYoungerThan(DEADLINE)).as("the steady clock stood still").isFalse();
    lock.update(client, record("me", wall));
    wall = START;
    steady = steady.plus(DEADLINE);
    assertThat(lock.isYoungerThan(DEADLINE)).as("the wall clock was set back").isFalse();
  }

  @Test
  void whatWasGivenBackIsNotHeld() {
    lock.update(client, record("me", wall));
    lock.update(client, record("", wall));
    assertThat(lock.isYoungerThan(DEADLINE)).isFalse();
  }

  @Test
  void anothersRenewalCountsFromWhenItWasSeenWhateverItsClockSays() {
    Instant itsClock = START.minus(Duration.ofHours(1));
    stored = record("other", itsClock);
    assertThat(lock.get(client).getRenewTime().toInstant()).isEqualTo(START);
    pass(Duration.ofSeconds(5));
    assertThat(lock.get(client).getRenewTime().toInstant()).as("silent").isEqualTo(START);
    stored = record("other", itsClock.plusSeconds(6));
    assertThat(lock.get(client).getRenewTime().toInstant()).as("renewed").isEqualTo(wall);
  }

  @Test
  void theOwnRecordIsReadAsItIs() {
    stored = record("me", START.minusSeconds(3));
    assertThat(lock.get(client)).isEqualTo(stored);
  }

  private void pass(Duration time) {
    steady = steady.plus(time);
    wall = wall.plus(time);
  }

  private static LeaderElectionRecord record(String holder, Instant renewed) {
    return LeaderElectionRecord.builder()
        .holderIdentity(holder)
        .leaseDuration(Duration.ofSeconds(15))
        .acquireTime(START.atZone(ZoneOffset.UTC))
        .renewTime(renewed.atZone(ZoneOffset.UTC))
        .leaderTransitions(1)
        .build();
  }

  private final class Stored implements Lock {
    @Override
    public LeaderElectionRecord get(KubernetesClient client) {
      return stored;
    }

    @Override
    public void create(KubernetesClient client, LeaderElectionRecord record) {
      update(client, record);
    }

    @Override
    public void update(KubernetesClient client, LeaderElectionRecord record) {
      stored = record;
      pass(answerTakes);
    }

    @Override
    public String identity() {
      return "me";
    }

    @Override
    public String describe() {
      return "a lock of this test";
    }
  }
}
