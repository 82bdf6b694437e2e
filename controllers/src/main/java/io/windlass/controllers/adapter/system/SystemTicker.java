package io.windlass.controllers.adapter.system;

import io.windlass.runtime.port.Ticker;
import java.time.Instant;

/** The clock of the machine. */
public final class SystemTicker implements Ticker {
  @Override
  public Instant now() {
    return Instant.now();
  }
}
