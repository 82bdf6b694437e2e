package io.windlass.house.planted.core.alpha;

import java.io.StringReader;
import java.time.Instant;
import java.util.Random;
import java.util.function.LongSupplier;

/** Breaks: no clock, no chance, only the language. */
public final class Impure {
  private Impure() {}

  /** Reads the clock by a call. */
  public static Instant byCall() {
    return Instant.now();
  }

  /** Reads the clock by a reference. */
  public static LongSupplier byReference() {
    return System::nanoTime;
  }

  /** Draws without a seed. */
  public static int drawn() {
    return new Random().nextInt();
  }

  /** Draws with a seed, which is fine. */
  public static int drawnAgain() {
    return new Random(7).nextInt();
  }

  /** Touches input and output. */
  public static StringReader reader() {
    return new StringReader("");
  }
}
