package io.windlass.controllers.adapter.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Texts that many objects have, found by their bytes: for a text that was seen before nothing is
 * built. Two direct-mapped tables of fixed size, for short and for long texts: a text that falls on
 * another's place takes it, so that the memory is bounded (about 10 MB if full) and rare texts
 * leave nothing lasting.
 *
 * <p>Thread-safe without any ordering: an entry's fields are final, and a table that two threads
 * see differently at worst yields two equal instances.
 */
public final class Words {
  private static final int SHORT_PLACES = 1 << 15;
  private static final int LONG_PLACES = 1 << 10;
  private static final int SHORT_BYTES = 96;
  private static final int LONG_BYTES = 4096;

  private final Entry[] shortWords = new Entry[SHORT_PLACES];
  private final Entry[] longWords = new Entry[LONG_PLACES];

  /** The text of UTF-8 bytes, the same instance as last time where possible. */
  String word(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length == 0) {
      return "";
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
