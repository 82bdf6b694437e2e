package io.windlass.core.order;

import io.windlass.core.model.PodView;
import java.util.Collection;
import java.util.Iterator;
import java.util.function.Function;

/**
 * Texts of pods as numbers that are ordered like them as far as they go. The names of one
 * workload's pods begin alike and differ in a few characters; these are read once per pod, since to
 * look at two texts costs far more than to compare two numbers where there are many. Texts whose
 * numbers are equal have to be compared themselves.
 *
 * @param alike with how many characters all texts begin
 */
record TextKeys(int alike) {
  /** So many characters make a number that is not negative. */
  private static final int CHARS = 7;

  /** From here on, and at the end of a text, a number says nothing about what follows. */
  private static final char UNREADABLE = 0xff;

  /** Numbers for the texts of some pods; cost O(n). */
  static TextKeys among(Collection<PodView> pods, Function<PodView, String> text) {
    Iterator<PodView> rest = pods.iterator();
    String first = rest.hasNext() ? text.apply(rest.next()) : "";
    int alike = first.length();
    while (alike > 0 && rest.hasNext()) {
      String next = text.apply(rest.next());
      while (!next.regionMatches(0, first, 0, alike)) {
        alike--;
      }
    }
    return new TextKeys(alike);
  }

  /** The number of one of the texts. */
  long of(String text) {
    long key = 0;
    boolean readable = true;
    for (int i = alike; i < alike + CHARS; i++) {
      char next = i < text.length() ? text.charAt(i) : 0;
      key = key << Byte.SIZE | (readable ? Math.min(next, UNREADABLE) : 0);
      readable &= next > 0 && next < UNREADABLE;
    }
    return key;
  }
}
