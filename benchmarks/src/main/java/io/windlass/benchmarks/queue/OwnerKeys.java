package io.windlass.benchmarks.queue;

import io.windlass.core.model.ObjectKey;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Keys of owners, and a random order of them in which the n-th comes 1/n as often as the first. */
record OwnerKeys(List<ObjectKey> keys) {
  static final int ORDER = 1 << 16;

  static OwnerKeys of(int count) {
    return new OwnerKeys(
        IntStream.range(0, count).mapToObj(i -> new ObjectKey("default", "owner-" + i)).toList());
  }

  /** A repeatable order of {@link #ORDER} adds. */
  ObjectKey[] zipf(long seed) {
    double[] upTo = new double[keys.size()];
    double sum = 0;
    for (int i = 0; i < upTo.length; i++) {
      sum += 1.0 / (i + 1);
      upTo[i] = sum;
    }
    Random random = new Random(seed);
    ObjectKey[] order = new ObjectKey[ORDER];
    for (int i = 0; i < ORDER; i++) {
      int found = Arrays.binarySearch(upTo, random.nextDouble() * sum);
      order[i] = keys.get(Math.min(keys.size() - 1, found < 0 ? -found - 1 : found));
    }
    return order;
  }
}
