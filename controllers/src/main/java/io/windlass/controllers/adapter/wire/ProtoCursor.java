package io.windlass.controllers.adapter.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Walks over one protobuf message, field by field; a field that is not taken is passed over, and a
 * message within it by its length. Descending is {@link #enter} and {@link #leave}: no object is
 * made for it. One thread; a field that says more than its message has is a fault.
 *
 * <p>Wire format: https://protobuf.dev/programming-guides/encoding/
 *
 * <pre>{@code
 * while (proto.next()) {
 *   switch (proto.field()) {
 *     case 1 -> name = proto.text();
 *     default -> {}
 *   }
 * }
 * }</pre>
 */
public final class ProtoCursor {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int DELIMITED = 2;
  private static final int FIXED32 = 5;
  private static final int MAX_VARINT_BITS = 70;

  private final byte[] bytes;
  private final Words words;
  private int at;
  private int end;

  private int field;

  /** The value of a varint, or where the bytes of a field begin. */
  private long value;

  private int from;
  private int to;
  private boolean isDelimited;

  /** The message in the bytes from one position to another, which must not change meanwhile. */
  ProtoCursor(byte[] bytes, int from, int to, Words words) {
    this.bytes = bytes;
    this.words = words;
    this.at = from;
    this.end = to;
  }

  /** A message that is there as a whole. */
  public static ProtoCursor of(byte[] message, Words words) {
    return new ProtoCursor(message, 0, message.length, words);
  }

  /** Goes to the next field of this message; false at its end. */
  public boolean next() throws BrokenDocument {
    if (at >= end) {
      return false;
    }
    int tag = (int) varint();
    field = tag >>> 3;
    isDelimited = false;
    switch (tag & 7) {
      case VARINT -> value = varint();
      case FIXED64 -> pass(Long.BYTES);
      case DELIMITED -> {
        isDelimited = true;
        pass(varint());
      }
      case FIXED32 -> pass(Integer.BYTES);
      default -> throw new BrokenDocument("no wire type of protobuf: " + (tag & 7));
    }
    return true;
  }

  private void pass(long length) throws BrokenDocument {
    if (length < 0 || length > end - at) {
      throw new BrokenDocument("a field of " + length + " bytes where " + (end - at) + " are left");
    }
    from = at;
    to = at + (int) length;
    at = to;
  }

  private long varint() throws BrokenDocument {
    long result = 0;
    for (int shift = 0; shift < MAX_VARINT_BITS && at < end; shift += 7) {
      byte here = bytes[at++];
      result |= (long) (here & 0x7f) << shift;
      if (here >= 0) {
        return result;
      }
    }
    throw new BrokenDocument("a number of protobuf that does not end");
  }

  /** The number of the field here. */
  public int field() {
    return field;
  }

  /** The number here. */
  public long number() throws BrokenDocument {
    if (isDelimited) {
      throw new BrokenDocument("field " + field + " is no number");
    }
    return value;
  }

  public boolean isTrue() throws BrokenDocument {
    return number() != 0;
  }

  /** The text here. */
  public String text() throws BrokenDocument {
    delimited();
    return from == to ? "" : new String(bytes, from, to - from, UTF_8);
  }

  /** As {@link #text()}, for a text that many objects have. */
  public String word() throws BrokenDocument {
    delimited();
    return words.word(bytes, from, to);
  }

  /** The whole number that the text here says, 0 for an empty one. */
  public long numberInText() throws BrokenDocument {
    delimited();
    long number = 0;
    for (int p = from; p < to; p++) {
      int digit = bytes[p] - '0';
      if (digit < 0 || digit > 9 || to - from > 19) {
        throw new BrokenDocument("not a whole number: " + text());
      }
      number = number * 10 + digit;
    }
    return number;
  }

  /** Steps into the message here; the number to give to {@link #leave}. */
  public int enter() throws BrokenDocument {
    delimited();
    int outer = end;
    at = from;
    end = to;
    return outer;
  }

  /** Steps out of a message, behind its end, whether it was read to there or not. */
  public void leave(int outer) {
    at = end;
    end = outer;
  }

  /** The message here, on its own. */
  ProtoCursor message() throws BrokenDocument {
    delimited();
    return new ProtoCursor(bytes, from, to, words);
  }

  /** Passes over the prefix of an envelope; a fault if something else is here. */
  void expect(byte[] prefix) throws BrokenDocument {
    if (end - at < prefix.length
        || java.util.Arrays.mismatch(bytes, at, at + prefix.length, prefix, 0, prefix.length)
            >= 0) {
      throw new BrokenDocument("no object of Kubernetes in protobuf");
    }
    at += prefix.length;
  }

  private void delimited() throws BrokenDocument {
    if (!isDelimited) {
      throw new BrokenDocument("field " + field + " is neither text nor message");
    }
  }
}
