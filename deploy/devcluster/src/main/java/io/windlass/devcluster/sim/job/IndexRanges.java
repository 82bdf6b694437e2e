package io.windlass.devcluster.sim.job;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Sets of numbers as {@code completedIndexes} writes them: {@code 0,3-5}. Pure. */
final class IndexRanges {
  private IndexRanges() {}

  static NavigableSet<Integer> parse(String text) {
    NavigableSet<Integer> indexes = new TreeSet<>();
    for (String range : text.split(",", -1)) {
      if (!range.isEmpty()) {
        int dash = range.indexOf('-');
        int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
        int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
        for (int i = first; i <= last; i++) {
          indexes.add(i);
        }
      }
    }
    return indexes;
  }

  /** Two in a row are a pair, three a range. */
  static String text(NavigableSet<Integer> indexes) {
    List<String> ranges = new ArrayList<>();
    List<Integer> all = new ArrayList<>(indexes);
    for (int first = 0; first < all.size(); ) {
      int last = first;
      while (last + 1 < all.size() && all.get(last + 1) == all.get(last) + 1) {
        last++;
      }
      String divider = last - first > 1 ? "-" : ",";
      ranges.add(first == last ? "" + all.get(first) : all.get(first) + divider + all.get(last));
      first = last + 1;
    }
    return String.join(",", ranges);
  }
}
