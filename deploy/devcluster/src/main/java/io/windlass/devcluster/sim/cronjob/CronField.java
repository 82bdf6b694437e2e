package io.windlass.devcluster.sim.cronjob;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * One field of a schedule: lists, ranges, steps and names. What is none throws
 * IllegalArgumentException.
 *
 * @param names what numbers may be called, from {@code firstName} on
 */
record CronField(int least, int most, List<String> names, int firstName) {

  static boolean isAny(String field) {
    return field.startsWith("*") || field.startsWith("?");
  }

  BitSet parse(String field) {
    BitSet numbers = new BitSet();
    for (String part : field.split(",", -1)) {
      addPart(numbers, part);
    }
    return numbers;
  }

  private void addPart(BitSet numbers, String part) {
    String[] range = part.split("/", -1);
    require(range.length <= 2, part);
    int step = range.length == 2 ? Integer.parseInt(range[1]) : 1;
    require(step > 0, part);
    String[] ends = range[0].split("-", -1);
    int first = least;
    int last = most;
    if (!range[0].equals("*") && !range[0].equals("?")) {
      require(ends.length <= 2, part);
      first = number(ends[0]);
      boolean single = ends.length == 1 && range.length == 1;
      last = ends.length == 2 ? number(ends[1]) : single ? first : most;
    }
    require(first >= least && last <= most && first <= last, part);
    for (int i = first; i <= last; i += step) {
      numbers.set(i);
    }
  }

  private int number(String text) {
    int name = names.indexOf(text.toLowerCase(Locale.ROOT));
    return name >= 0 ? name + firstName : Integer.parseInt(text);
  }

  private static void require(boolean holds, String part) {
    if (!holds) {
      throw new IllegalArgumentException("no part of a schedule: " + part);
    }
  }
}
