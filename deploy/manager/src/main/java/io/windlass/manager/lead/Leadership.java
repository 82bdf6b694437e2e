package io.windlass.manager.lead;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.windlass.manager.settings.LeadershipSettings;
import io.windlass.manager.settings.LeadershipSettings.LeaseName;
import io.windlass.runtime.control.Term;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One manager's part in the election. Waits for the lease, holds it, and tells when it is gone; it
 * never tries to win it back, because a manager that lost it may have work under way that its
 * successor does not know of: the process ends instead.
 *
 * <p>Thread-safe.
 */
public final class Leadership implements Term, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

  private final CountDownLatch won = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final NonNamespaceOperation<Lease, LeaseList, Resource<Lease>> leases;
  private final LeaseName lock;
  private final TimedLock timed;
  private final Duration renewDeadline;
  private final CompletableFuture<?> election;
  private volatile long transitions;

  private Leadership(KubernetesClient client, LeadershipSettings settings, String identity) {
    this.lock = settings.lease();
    this.leases = client.leases().inNamespace(lock.namespace());
    this.timed =
        new TimedLock(
            new LeaseLock(lock.namespace(), lock.name(), identity), TimedLock.Clocks.SYSTEM);
    this.renewDeadline = settings.renewDeadline();
    this.election = client.leaderElector().withConfig(config(settings)).build().start();
    // Cancelling is for the election itself: a stage that depends on it would not pass it on.
    CompletableFuture<?> _ = election.whenComplete((done, failure) -> ended.countDown());
  }

  /** Begins to try for the lease; returns at once. */
  public static Leadership seek(
      KubernetesClient client, LeadershipSettings settings, String identity) {
    return new Leadership(client, settings, identity);
  }

  /** Waits until this manager leads, or is closed. */
  public void awaitWon() throws InterruptedException {
    won.await();
    Lease lease = leases.withName(lock.name()).get();
    transitions =
        lease == null ? 0 : Optional.ofNullable(lease.getSpec().getLeaseTransitions()).orElse(0);
  }

  /** Waits until this manager no longer leads. */
  public void awaitLost() throws InterruptedException {
    ended.await();
  }

  /**
   * Whether the lease is held and was renewed lately. Once it was lost it stays so: who stood still
   * for longer than the renew deadline does not wait for the election to tell it.
   */
  @Override
  public boolean isCurrent() {
    boolean held = won.getCount() == 0 && ended.getCount() > 0;
    if (held && !timed.isYoungerThan(renewDeadline)) {
      LOG.warn(
          "The lease was not renewed in time; this process stood still, or could not reach it");
      ended.countDown();
      return false;
    }
    return held;
  }

  /** How often the lease has changed hands; known once this manager leads. */
  @Override
  public long number() {
    return transitions;
  }

  /** Gives the lease back, so that another manager need not wait for it to run out. */
  @Override
  public void close() {
    election.cancel(true);
    try {
      if (won.getCount() == 0 && !ended.await(2, TimeUnit.SECONDS)) {
        LOG.warn("The lease was not given back in time; it runs out by itself");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private LeaderElectionConfig config(LeadershipSettings settings) {
    return new LeaderElectionConfigBuilder()
        .withName(settings.lease().name())
        .withLock(timed)
        .withLeaseDuration(settings.leaseDuration())
        .withRenewDeadline(settings.renewDeadline())
        .withRetryPeriod(settings.retryPeriod())
        .withReleaseOnCancel(true)
        .withLeaderCallbacks(
            new LeaderCallbacks(won::countDown, ended::countDown, Leadership::sawLeader))
        .build();
  }

  private static void sawLeader(String identity) {
    LOG.atInfo().addKeyValue("leader", identity).log("The lease is held");
  }
}
