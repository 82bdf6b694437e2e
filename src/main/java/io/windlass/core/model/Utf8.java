package io.windlass.core.model;

import java.util.Arrays;

/** Text as the octets that Go hashes. Stateless; cost O(length). */
public final class Utf8 {
  private Utf8() {}

  /** Each between 0 and 255. */
  public static int[] octets(String text) {
    int[] octets = new int[text.length() * 3];
    int end = 0;
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      end = add(octets, end, text.codePointAt(i));
    }
    return Arrays.copyOf(octets, end);
  }

  private static int add(int[] octets, int end, int codePoint) {
    if (codePoint < 0x80) {
      octets[end] = codePoint;
      return end + 1;
    }
    int more = codePoint < 0x800 ? 1 : codePoint < 0x10000 ? 2 : 3;
    int lead = new int[] {0, 0xc0, 0xe0, 0xf0}[more];
    octets[end] = lead | (codePoint >> (6 * more));
    for (int i = 1; i <= more; i++) {
      octets[end + i] = 0x80 | ((codePoint >> (6 * (more - i))) & 0x3f);
    }
    return end + 1 + more;
  }
}
