package io.windlass.devcluster.sim.deployment;

import io.windlass.devcluster.sim.object.Meta;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** ReplicaSets for tables: {@code 3/2} is one of three with two available. */
final class Sets {
  private Sets() {}

  /** Sets in order of age, divided by spaces, whose sizes are parts of {@code max} replicas. */
  static List<RevisionSet> parse(String text, int desired, int max) {
    RevisionSet.Scale scale = new RevisionSet.Scale(OptionalInt.of(desired), OptionalInt.of(max));
    List<RevisionSet> sets = new ArrayList<>();
    for (String word : text.split(" ", -1)) {
      sets.add(set(sets.size(), word.split("/", -1), scale));
    }
    return sets;
  }

  /** What {@code name=size} the resizes ask for, in order; {@code -} for none. */
  static String words(List<Resize> resizes) {
    return resizes.isEmpty()
        ? "-"
        : resizes.stream()
            .map(r -> r.set().name() + "=" + r.replicas())
            .collect(Collectors.joining(" "));
  }

  private static RevisionSet set(int age, String[] parts, RevisionSet.Scale scale) {
    String name = "s" + age;
    Meta meta = new Meta(new Meta.Key("default", name), "uid-" + name, 1, Optional.empty());
    int desired = Integer.parseInt(parts[0]);
    int available = Integer.parseInt(parts[1]);
    RevisionSet.Counts counts = new RevisionSet.Counts(desired, available, available, true);
    return new RevisionSet(meta, Instant.EPOCH.plusSeconds(age), age, desired, counts, scale);
  }
}
