package io.windlass.oam.environment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a connection Secret says. */
public enum ConnectionKey {
  HOST,
  PORT,
  DATABASE,
  USERNAME,
  PASSWORD,
  URI;

  /** The key in Secrets that we make. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The key of this word. */
  public static Optional<ConnectionKey> of(String word) {
    return Arrays.stream(values()).filter(key -> key.word().equals(word)).findFirst();
  }
}
