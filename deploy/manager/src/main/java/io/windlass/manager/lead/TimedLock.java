package io.windlass.manager.lead;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A lock that knows how old its latest renewal is, and that believes no clock but its own.
 *
 * <ul>
 *   <li>The age counts from the moment before a renewal was sent, not from its answer. So a process
 *       that stood still, whether between the two or afterwards, knows as soon as it runs again,
 *       before the election has had a turn.
 *   <li>Another holder counts as silent by the time for which this process has seen no renewal, not
 *       by the time that the holder wrote: clocks of two machines differ.
 * </ul>
 *
 * <p>Thread-safe: one thread elects, any thread may ask for the age.
 */
final class TimedLock implements Lock {
  private final Lock lock;
  private final Clocks clocks;
  private volatile Optional<Moment> renewed = Optional.empty();
  private volatile Optional<Seen> seen = Optional.empty();

  /**
   * Two clocks: one stands still while a machine is suspended, the other may be set.
   *
   * @param nanos of the monotonic clock
   * @param wall of the system
   */
  record Clocks(LongSupplier nanos, Supplier<Instant> wall) {
    static final Clocks SYSTEM = new Clocks(System::nanoTime, Instant::now);

    private Moment now() {
      return new Moment(nanos.getAsLong(), wall.get());
    }
  }

  private record Moment(long nanos, Instant wall) {
    /** By the clock that has gone further. */
    private Duration until(Moment later) {
      Duration steady = Duration.ofNanos(later.nanos - nanos);
      Duration shown = Duration.between(wall, later.wall);
      return steady.compareTo(shown) > 0 ? steady : shown;
    }
  }

  /** A record of another holder, and when it was first seen. */
  private record Seen(LeaderElectionRecord written, Instant at) {}

  TimedLock(Lock lock, Clocks clocks) {
    this.lock = lock;
    this.clocks = clocks;
  }

  /** Whether the latest renewal by this process was sent less than this time ago. */
  boolean isYoungerThan(Duration age) {
    return renewed.map(at -> at.until(clocks.now()).compareTo(age) < 0).orElse(false);
  }

  @Override
  public LeaderElectionRecord get(KubernetesClient client) {
    LeaderElectionRecord written = lock.get(client);
    return isAnothers(written) ? asSeen(written) : written;
  }

  private boolean isAnothers(LeaderElectionRecord written) {
    return written != null
        && written.getHolderIdentity() != null
        && !written.getHolderIdentity().isEmpty()
        && !Objects.equals(written.getHolderIdentity(), identity());
  }

  private LeaderElectionRecord asSeen(LeaderElectionRecord written) {
    Seen first =
        seen.filter(s -> s.written.equals(written))
            .orElseGet(() -> new Seen(written, clocks.wall.get()));
    seen = Optional.of(first);
    return written.toBuilder().renewTime(first.at.atZone(ZoneOffset.UTC)).build();
  }

  @Override
  public void create(KubernetesClient client, LeaderElectionRecord record) {
    Moment before = clocks.now();
    lock.create(client, record);
    renewed(record, before);
  }

  @Override
  public void update(KubernetesClient client, LeaderElectionRecord record) {
    Moment before = clocks.now();
    lock.update(client, record);
    renewed(record, before);
  }

  // A lease that is given back names no holder.
  private void renewed(LeaderElectionRecord record, Moment before) {
    renewed =
        Objects.equals(record.getHolderIdentity(), identity())
            ? Optional.of(before)
            : Optional.empty();
  }

  @Override
  public String identity() {
    return lock.identity();
  }

  @Override
  public String describe() {
    return lock.describe();
  }
}
