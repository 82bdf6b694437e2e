package io.windlass.devcluster.sim.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.sim.object.Meta;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;

/**
 * A ReplicaSet as its Deployment sees it. Immutable.
 *
 * @param desired its {@code spec.replicas}
 * @param counts what its status says
 * @param scale of which size of the Deployment its own size was a part
 */
record RevisionSet(
    Meta meta, Instant created, long revision, int desired, Counts counts, Scale scale) {

  /** Oldest first. */
  static final Comparator<RevisionSet> BY_AGE =
      Comparator.comparing(RevisionSet::created).thenComparing(RevisionSet::name);

  /**
   * What the set's status says.
   *
   * @param settled whether the status is about the spec that there is now
   */
  record Counts(int replicas, int ready, int available, boolean settled) {}

  /** The annotations {@code desired-replicas} and {@code max-replicas}. */
  record Scale(OptionalInt desired, OptionalInt max) {}

  static RevisionSet of(ObjectNode set) {
    JsonNode status = set.path("status");
    boolean settled =
        set.at("/metadata/generation").asLong() <= status.path("observedGeneration").asLong();
    Counts counts =
        new Counts(
            status.path("replicas").asInt(),
            status.path("readyReplicas").asInt(),
            status.path("availableReplicas").asInt(),
            settled);
    JsonNode notes = set.at("/metadata/annotations");
    return new RevisionSet(
        Meta.of(set),
        Meta.moment(set.at("/metadata/creationTimestamp")).orElse(Instant.EPOCH),
        notes.path(RevisionNotes.REVISION).asLong(),
        set.at("/spec/replicas").asInt(),
        counts,
        new Scale(number(notes, RevisionNotes.DESIRED), number(notes, RevisionNotes.MAX)));
  }

  String name() {
    return meta.key().name();
  }

  boolean isActive() {
    return desired > 0;
  }

  RevisionSet resized(int replicas) {
    return new RevisionSet(meta, created, revision, replicas, counts, scale);
  }

  static int sum(List<RevisionSet> sets, ToIntFunction<RevisionSet> of) {
    return sets.stream().mapToInt(of).sum();
  }

  private static OptionalInt number(JsonNode notes, String name) {
    String text = notes.path(name).asText();
    return text.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
  }
}
