package io.windlass.devcluster.clock;

import java.time.Duration;
import java.time.Instant;

/**
 * Time that passes so many times as fast as it does. Each piece of work runs on a virtual thread of
 * its own. Thread-safe.
 */
public final class ScaledClock implements ClusterClock, AutoCloseable {
  private final RealClock real = new RealClock();
  private final Instant start = real.now();
  private final double factor;

  /**
   * A clock that begins at the present moment.
   *
   * @param factor above 0; 1 is time as it passes
   */
  public ScaledClock(double factor) {
    if (!(factor > 0)) {
      throw new IllegalArgumentException("time cannot pass " + factor + " times as fast");
    }
    this.factor = factor;
  }

  @Override
  public Instant now() {
    return start.plus(times(Duration.between(start, real.now()), factor));
  }

  @Override
  public Task after(Duration delay, Runnable work) {
    return real.after(toReal(delay), work);
  }

  /** How long something takes in real time that takes so long by this clock. */
  public Duration toReal(Duration delay) {
    return times(delay, 1 / factor);
  }

  private static Duration times(Duration duration, double factor) {
    if (factor == 1) {
      return duration;
    }
    double seconds = (duration.getSeconds() + duration.getNano() / 1e9) * factor;
    long whole = (long) Math.floor(seconds);
    return Duration.ofSeconds(whole, Math.round((seconds - whole) * 1e9));
  }

  @Override
  public void close() {
    real.close();
  }
}
