package io.windlass.devcluster.rules;

import java.util.BitSet;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pool of numbered values, handed out in turn, so that one which was given back is not given out
 * again at once. Thread-safe: every method holds the pool's lock.
 */
public final class NumberPool implements ServiceAddresses.Pool {
  private static final Pattern ADDRESS = Pattern.compile("10\\.0\\.(\\d{1,3})\\.(\\d{1,3})");
  private static final int FIRST_PORT = 30_000;

  private final int size;
  private final IntFunction<String> written;
  private final ToIntFunction<String> read;
  private final BitSet taken = new BitSet();
  private int last = -1;

  private NumberPool(int size, IntFunction<String> written, ToIntFunction<String> read) {
    this.size = size;
    this.written = written;
    this.read = read;
  }

  /** The addresses of {@code 10.0.0.0/16}, but for the first and the last. */
  public static NumberPool clusterAddresses() {
    return new NumberPool(
        65_534,
        number -> "10.0.%d.%d".formatted((number + 1) / 256, (number + 1) % 256),
        NumberPool::address);
  }

  /** The ports from 30000 to 32767. */
  public static NumberPool nodePorts() {
    return new NumberPool(2_768, number -> Integer.toString(FIRST_PORT + number), NumberPool::port);
  }

  private static int address(String text) {
    Matcher parts = ADDRESS.matcher(text);
    return parts.matches()
        ? Integer.parseInt(parts.group(1)) * 256 + Integer.parseInt(parts.group(2)) - 1
        : -1;
  }

  private static int port(String text) {
    return text.matches("\\d{5}") ? Integer.parseInt(text) - FIRST_PORT : -1;
  }

  @Override
  public synchronized String next() {
    int found = taken.nextClearBit(last + 1);
    if (found >= size) {
      found = taken.nextClearBit(0);
    }
    if (found >= size) {
      throw new IllegalStateException("all %d values are taken".formatted(size));
    }
    taken.set(found);
    last = found;
    return written.apply(found);
  }

  @Override
  public synchronized boolean take(String value) {
    int number = number(value);
    if (number < 0 || taken.get(number)) {
      return false;
    }
    taken.set(number);
    return true;
  }

  @Override
  public synchronized void release(String value) {
    int number = number(value);
    if (number >= 0) {
      taken.clear(number);
    }
  }

  private int number(String value) {
    int number = read.applyAsInt(value);
    return number < size && number >= 0 && written.apply(number).equals(value) ? number : -1;
  }
}
