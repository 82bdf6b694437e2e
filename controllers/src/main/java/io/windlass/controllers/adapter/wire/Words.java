package io.windlass.controllers.adapter.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Texts that many objects have, found by their bytes: for a text that was seen before nothing is
 * built. Three direct-mapped tables of fixed size, for brief, short and long texts: a text that
 * falls on another's place takes it, so that the memory is bounded (about 14 MB if full) and rare
 * texts leave nothing lasting. Most are brief: their bytes stand in the entry itself, because what
 * such a look-up costs is the memory that it touches.
 *
 * <p>Thread-safe without any ordering: an entry's fields are final, and a table that two threads
 * see differently at worst yields two equal instances.
 */
public final class Words {
  private static final int BRIEF_PLACES = 1 << 15;
  private static final int SHORT_PLACES = 1 << 14;
  private static final int LONG_PLACES = 1 << 10;
  private static final int BRIEF_BYTES = 4 * Long.BYTES;
  private static final int SHORT_BYTES = 96;
  private static final int LONG_BYTES = 4096;

  /** One document has few texts, and a table is cleared whole before its first use. */
  private static final int SMALLER = 128;

  private final Brief[] briefWords;
  private final Entry[] shortWords;
  private final Entry[] longWords;

  /** Room for the texts of all objects of a type. */
  public Words() {
    this(1);
  }

  private Words(int parts) {
    this.briefWords = new Brief[BRIEF_PLACES / parts];
    this.shortWords = new Entry[SHORT_PLACES / parts];
    this.longWords = new Entry[LONG_PLACES / parts];
  }

  /** Room for the texts of one document, a few kilobytes. */
  public static Words ofOneDocument() {
    return new Words(SMALLER);
  }

  /** The text of UTF-8 bytes, the same instance as last time where possible. */
  String word(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length == 0) {
      return "";
    }
    if (length <= BRIEF_BYTES) {
      return brief(bytes, from, to);
    }
    if (length > LONG_BYTES) {
      return new String(bytes, from, length, UTF_8);
    }
    Entry[] places = length <= SHORT_BYTES ? shortWords : longWords;
    int hash = ByteScan.hash(bytes, from, to);
    int place = hash & (places.length - 1);
    Entry known = places[place];
    if (known != null && known.hash == hash && known.isOf(bytes, from, to)) {
      return known.text;
    }
    Entry fresh = new Entry(hash, Arrays.copyOfRange(bytes, from, to));
    places[place] = fresh;
    return fresh.text;
  }

  private String brief(byte[] bytes, int from, int to) {
    long a = ByteScan.eight(bytes, from, to);
    long b = ByteScan.eight(bytes, from + Long.BYTES, to);
    long c = ByteScan.eight(bytes, from + 2 * Long.BYTES, to);
    long d = ByteScan.eight(bytes, from + 3 * Long.BYTES, to);
    int place = ByteScan.hash(a, b, c, d) & (briefWords.length - 1);
    Brief known = briefWords[place];
    int length = to - from;
    if (known != null
        && known.a == a
        && known.b == b
        && known.c == c
        && known.d == d
        && known.length == length) {
      return known.text;
    }
    String text = new String(bytes, from, length, UTF_8);
    briefWords[place] = new Brief(a, b, c, d, length, text);
    return text;
  }

  /** A text whose UTF-8 bytes are in four words, with zeros behind them up to the length. */
  private record Brief(long a, long b, long c, long d, int length, String text) {}

  private static final class Entry {
    private final int hash;
    private final byte[] utf8;
    private final String text;

    private Entry(int hash, byte[] utf8) {
      this.hash = hash;
      this.utf8 = utf8;
      this.text = new String(utf8, UTF_8);
    }

    private boolean isOf(byte[] bytes, int from, int to) {
      return Arrays.equals(utf8, 0, utf8.length, bytes, from, to);
    }
  }
}
