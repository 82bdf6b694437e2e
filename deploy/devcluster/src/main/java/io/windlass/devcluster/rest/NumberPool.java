package io.windlass.devcluster.rest;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.windlass.devcluster.rules.ServiceAddresses;
import java.util.BitSet;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.IntFunction;

/** A range of numbers that are handed out once, each written in its own way. Thread-safe. */
final class NumberPool implements ServiceAddresses.Pool {
  private static final int FIRST_NODE_PORT = 30_000;
  private static final int NODE_PORTS = 2_768;
  private static final int ADDRESSES = 1 << 16;
  // The range's own address and, as in real clusters, a few for well-known services stay free.
  private static final int RESERVED = 256;
  private static final String NETWORK = "10.96.";

  private final ReentrantLock lock = new ReentrantLock();
  private final IntFunction<String> write;
  private final Function<String, OptionalInt> read;
  private final int size;

  @GuardedBy("lock")
  private final BitSet taken = new BitSet();

  @GuardedBy("lock")
  private int last;

  private NumberPool(
      int size, int first, IntFunction<String> write, Function<String, OptionalInt> read) {
    this.size = size;
    this.last = first - 1;
    this.write = write;
    this.read = read;
  }

  /** The addresses 10.96.0.0/16. */
  static NumberPool addresses() {
    return new NumberPool(
        ADDRESSES, RESERVED, n -> NETWORK + (n >> 8) + "." + (n & 255), NumberPool::readAddress);
  }

  /** The ports 30000 to 32767. */
  static NumberPool nodePorts() {
    return new NumberPool(
        NODE_PORTS, 0, n -> Integer.toString(FIRST_NODE_PORT + n), NumberPool::readPort);
  }

  @Override
  public String next() {
    lock.lock();
    try {
      int next = taken.nextClearBit(last + 1);
      if (next >= size) {
        next = taken.nextClearBit(1);
      }
      taken.set(next);
      last = next;
      return write.apply(next);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean take(String value) {
    OptionalInt number = read.apply(value);
    lock.lock();
    try {
      if (number.isEmpty() || taken.get(number.getAsInt())) {
        return false;
      }
      taken.set(number.getAsInt());
      return true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void release(String value) {
    lock.lock();
    try {
      OptionalInt number = read.apply(value);
      if (number.isPresent()) {
        taken.clear(number.getAsInt());
      }
    } finally {
      lock.unlock();
    }
  }

  private static OptionalInt readAddress(String address) {
    if (!address.matches("10\\.96\\.\\d{1,3}\\.\\d{1,3}")) {
      return OptionalInt.empty();
    }
    int dot = address.lastIndexOf('.');
    int high = Integer.parseInt(address.substring(NETWORK.length(), dot));
    int low = Integer.parseInt(address.substring(dot + 1));
    return high > 255 || low > 255 ? OptionalInt.empty() : OptionalInt.of(high * 256 + low);
  }

  private static OptionalInt readPort(String port) {
    if (!port.matches("\\d{5}")) {
      return OptionalInt.empty();
    }
    int number = Integer.parseInt(port) - FIRST_NODE_PORT;
    return number < 0 || number >= NODE_PORTS ? OptionalInt.empty() : OptionalInt.of(number);
  }
}
