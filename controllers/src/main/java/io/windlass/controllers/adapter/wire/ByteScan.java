package io.windlass.controllers.adapter.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks at eight bytes at a time. Stateless.
 *
 * <p>A byte of a word that is zero is found by {@code (w - 0x01..) & ~w & 0x80..}: the lowest bit
 * that comes out is exact, those above it may be false (Warren, Hacker's Delight, 6-1).
 */
final class ByteScan {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long QUOTES = '"' * ONES;
  private static final long BACKSLASHES = '\\' * ONES;
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private ByteScan() {}

  /** The next quote or backslash, {@code end} if there is none. */
  static int quoteOrBackslash(byte[] bytes, int from, int end) {
    int p = from;
    for (; p + Long.BYTES <= end; p += Long.BYTES) {
      long word = (long) WORDS.get(bytes, p);
      long quote = word ^ QUOTES;
      long slash = word ^ BACKSLASHES;
      long hit = (((quote - ONES) & ~quote) | ((slash - ONES) & ~slash)) & HIGHS;
      if (hit != 0) {
        return p + (Long.numberOfTrailingZeros(hit) >>> 3);
      }
    }
    while (p < end && bytes[p] != '"' && bytes[p] != '\\') {
      p++;
    }
    return p;
  }

  /** Up to eight bytes before {@code end}, the first in the lowest place; 0 for none. */
  static long eight(byte[] bytes, int from, int end) {
    if (from + Long.BYTES <= end) {
      return (long) WORDS.get(bytes, from);
    }
    return from < end ? lastBytes(bytes, end, end - from) : 0;
  }

  /** A hash of up to 32 bytes, as four words. */
  static int hash(long a, long b, long c, long d) {
    long hash = mixed(mixed(a * MIX, b), c ^ Long.rotateLeft(d, 32));
    return (int) (hash ^ (hash >>> 32));
  }

  /** A hash of the bytes from one position to another. */
  static int hash(byte[] bytes, int from, int to) {
    long hash = (long) to - from;
    int p = from;
    for (; p + Long.BYTES <= to; p += Long.BYTES) {
      hash = mixed(hash, (long) WORDS.get(bytes, p));
    }
    int left = to - p;
    if (left > 0) {
      hash = mixed(hash, lastBytes(bytes, to, left));
    }
    return (int) (hash ^ (hash >>> 32));
  }

  private static long mixed(long hash, long word) {
    long product = (hash ^ word) * MIX;
    return product ^ (product >>> 29);
  }

  private static long lastBytes(byte[] bytes, int to, int count) {
    if (to >= Long.BYTES) {
      return (long) WORDS.get(bytes, to - Long.BYTES) >>> ((Long.BYTES - count) * Byte.SIZE);
    }
    long word = 0;
    for (int i = count; i > 0; i--) {
      word = (word >>> Byte.SIZE) | ((long) bytes[to - i] << (Long.SIZE - Byte.SIZE));
    }
    return word >>> ((Long.BYTES - count) * Byte.SIZE);
  }
}
