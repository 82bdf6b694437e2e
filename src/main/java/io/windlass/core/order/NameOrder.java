package io.windlass.core.order;

import io.windlass.core.model.PodView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Pods by name. The names of one workload's pods begin alike and differ in a few characters; these
 * are read once per pod and compared as a number, since to look at two names costs far more than to
 * compare them where there are many. Stateless; cost O(n log n).
 */
public final class NameOrder {
  /** So many characters make a number that is not negative. */
  private static final int CHARS = 7;

  /** From here on, and at the end of a name, a number says nothing about what follows. */
  private static final char UNREADABLE = 0xff;

  private static final Comparator<Keyed> ORDER =
      Comparator.comparingLong(Keyed::key).thenComparing(keyed -> keyed.pod().name());

  private NameOrder() {}

  private record Keyed(long key, PodView pod) {}

  /** The pods, the least name first. */
  public static List<PodView> sorted(Collection<PodView> pods) {
    int alike = alike(pods);
    List<Keyed> keyed = new ArrayList<>(pods.size());
    for (PodView pod : pods) {
      keyed.add(new Keyed(key(pod.name(), alike), pod));
    }
    keyed.sort(ORDER);
    List<PodView> sorted = new ArrayList<>(keyed.size());
    for (Keyed pod : keyed) {
      sorted.add(pod.pod());
    }
    return sorted;
  }

  /** With how many characters all names begin. */
  private static int alike(Collection<PodView> pods) {
    String first = pods.isEmpty() ? "" : pods.iterator().next().name();
    int alike = first.length();
    for (PodView pod : pods) {
      while (!pod.name().regionMatches(0, first, 0, alike)) {
        alike--;
      }
    }
    return alike;
  }

  private static long key(String name, int from) {
    long key = 0;
    boolean readable = true;
    for (int i = from; i < from + CHARS; i++) {
      char next = i < name.length() ? name.charAt(i) : 0;
      key = key << Byte.SIZE | (readable ? Math.min(next, UNREADABLE) : 0);
      readable &= next > 0 && next < UNREADABLE;
    }
    return key;
  }
}
