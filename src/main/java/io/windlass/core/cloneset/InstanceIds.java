package io.windlass.core.cloneset;

import io.windlass.core.history.RevisionHash;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Random instance ids that can be told again: always the same sequence for the same owner and
 * generation, so that a plan made again after a lost or half-done answer proposes the same names.
 * The generator is SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).
 */
final class InstanceIds {
  private static final int LENGTH = 5;
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private InstanceIds() {}

  /** The first {@code count} ids of the sequence that are not taken. */
  static List<String> free(String ownerUid, long generation, int count, Set<String> taken) {
    List<String> ids = new ArrayList<>(count);
    Set<String> used = new HashSet<>(taken);
    long state = seed(ownerUid) + generation * 0xD1342543DE82EF95L;
    while (ids.size() < count) {
      state += STEP;
      String id = spelled(mixed(state));
      if (used.add(id)) {
        ids.add(id);
      }
    }
    return ids;
  }

  private static long seed(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  private static long mixed(long state) {
    long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private static String spelled(long random) {
    String letters = RevisionHash.ALPHABET;
    StringBuilder id = new StringBuilder(LENGTH);
    long rest = random;
    for (int i = 0; i < LENGTH; i++) {
      id.append(letters.charAt((int) Long.remainderUnsigned(rest, letters.length())));
      rest = Long.divideUnsigned(rest, letters.length());
    }
    return id.toString();
  }
}
