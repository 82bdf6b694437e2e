package io.windlass.controllers.adapter.fabric8;

import io.windlass.controllers.adapter.wire.ByteWindow;
import io.windlass.runtime.port.RuntimeMetrics;

/** Tells what it costs to decode objects, without the time that the reader waits. One thread. */
final class DecodingCost {
  private final ByteWindow window;
  private final String resource;
  private final RuntimeMetrics metrics;
  private long startNanos;
  private long waitedBefore;
  private long passedBefore;

  DecodingCost(ByteWindow window, String resource, RuntimeMetrics metrics) {
    this.window = window;
    this.resource = resource;
    this.metrics = metrics;
    begin();
  }

  /** An object begins here. */
  void begin() {
    passedBefore = window.passed();
    waitedBefore = window.waitedNanos();
    startNanos = System.nanoTime();
  }

  /** The object ends here, and the next may begin. */
  void end() {
    long worked = System.nanoTime() - startNanos - (window.waitedNanos() - waitedBefore);
    metrics.decoded(resource, window.passed() - passedBefore, Math.max(0, worked));
    begin();
  }
}
