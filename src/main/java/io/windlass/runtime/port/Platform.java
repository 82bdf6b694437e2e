package io.windlass.runtime.port;

/**
 * What every part of the engine stands on: threads and timers, the present moment, figures. The
 * scheduler's delays pass by this ticker.
 */
public record Platform(Scheduler scheduler, Ticker ticker, RuntimeMetrics metrics) {
  /** Without figures. */
  public Platform(Scheduler scheduler, Ticker ticker) {
    this(scheduler, ticker, RuntimeMetrics.NONE);
  }
}
