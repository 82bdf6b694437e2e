package io.windlass.controllers.adapter.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The part of a stream that is in memory: bytes are read into it, looked at in place, and forgotten
 * once passed. It grows to what has to be seen at once, within a bound.
 *
 * <p>Cursors keep positions in the array; {@link #more} moves bytes, and whoever calls it takes the
 * positions anew, relative to {@link #at}. One thread at a time.
 */
public final class ByteWindow {
  /** Longer than any object that an API server stores; a frame or an item of a list is one. */
  public static final int MAX_OBJECT_BYTES = 16 << 20;

  private static final int FIRST_BYTES = 64 * 1024;
  private static final int LEAST_READ = 16 * 1024;
  private static final int EXCERPT_BYTES = 40;

  /** What is in memory: valid from {@link #at} up to {@link #end}. */
  byte[] bytes;

  /** The first byte that is still needed. */
  int at;

  int end;

  private final InputStream source;
  private final boolean isWhole;
  private final int bound;

  /** How many bytes of the stream came before {@code bytes[0]}. */
  private long forgotten;

  private long began;
  private long waitedNanos;

  /**
   * Reads from a stream.
   *
   * @param bound the most bytes of one frame, or of one item of a list
   */
  public ByteWindow(InputStream source, int bound) {
    this.source = source;
    this.isWhole = false;
    this.bound = bound;
    this.bytes = new byte[FIRST_BYTES];
  }

  /** All of a document that is there already; the array is not written to. */
  public ByteWindow(byte[] document) {
    this.source = InputStream.nullInputStream();
    this.isWhole = true;
    this.bound = Integer.MAX_VALUE;
    this.bytes = document;
    this.end = document.length;
  }

  /** How many bytes of the stream have been passed. */
  public long passed() {
    return forgotten + at;
  }

  /** How long reads of the stream have taken together. */
  public long waitedNanos() {
    return waitedNanos;
  }

  /** A frame, or an item of a list, begins here: the bound counts from here on. */
  void begin() {
    began = passed();
  }

  /**
   * Reads more, keeping what is from {@link #at} on; blocks until there is something.
   *
   * @return false at the end of the stream
   */
  boolean more() throws IOException {
    if (isWhole) {
      return false;
    }
    if (forgotten + end - began > bound) {
      throw new OversizedFrame(bound);
    }
    makeRoom();
    long start = System.nanoTime();
    int count = source.read(bytes, end, bytes.length - end);
    waitedNanos += System.nanoTime() - start;
    end += Math.max(0, count);
    return count > 0;
  }

  /**
   * Reads until this many bytes are there from {@link #at} on; the end of the stream is a fault.
   */
  void need(int count) throws IOException {
    if (count > bound) {
      throw new OversizedFrame(bound);
    }
    while (end - at < count) {
      if (!more()) {
        throw half();
      }
    }
  }

  /** Passes over bytes without looking at them. */
  void skip(long count) throws IOException {
    long left = count;
    while (left > end - at) {
      left -= end - at;
      at = end;
      if (!more()) {
        throw half();
      }
    }
    at += (int) left;
  }

  /** The fault of a stream that ends where it must not. */
  static BrokenDocument half() {
    return new BrokenDocument("the stream ends in the middle of a document");
  }

  /** A fault at this place of the stream. */
  BrokenDocument broken(String what) {
    int to = Math.min(end, at + EXCERPT_BYTES);
    String there = new String(bytes, at, Math.max(0, to - at), StandardCharsets.UTF_8);
    return new BrokenDocument(what + " at byte " + passed() + ", where there is: " + there);
  }

  private void makeRoom() {
    int kept = end - at;
    if (kept > 0 && bytes.length - end >= LEAST_READ) {
      return;
    }
    byte[] target = kept + LEAST_READ > bytes.length ? grown(kept) : bytes;
    System.arraycopy(bytes, at, target, 0, kept);
    bytes = target;
    forgotten += at;
    at = 0;
    end = kept;
  }

  private byte[] grown(int kept) {
    return new byte[Integer.highestOneBit(kept + LEAST_READ) << 1];
  }
}
