package io.windlass.devcluster.sim.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.sim.object.Meta;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ReplicaSets of one Deployment, the new one and the old ones. Not thread-safe. */
final class OwnSets {
  private final Map<String, ObjectNode> byName = new LinkedHashMap<>();
  private Optional<String> current = Optional.empty();

  OwnSets(ObjectNode deployment, List<ObjectNode> sets) {
    sets.stream()
        .sorted((a, b) -> RevisionSet.BY_AGE.compare(RevisionSet.of(a), RevisionSet.of(b)))
        .forEach(set -> byName.put(name(set), set));
    // The oldest, should two have the same template.
    current =
        byName.values().stream()
            .filter(set -> NewSet.isCurrent(deployment, set))
            .map(OwnSets::name)
            .findFirst();
  }

  /** A set was written. */
  void put(ObjectNode set) {
    byName.put(name(set), set);
  }

  /** The set of the present template was made or found. */
  void putCurrent(ObjectNode set) {
    put(set);
    current = Optional.of(name(set));
  }

  Optional<ObjectNode> currentObject() {
    return current.map(byName::get);
  }

  Optional<RevisionSet> current() {
    return currentObject().map(RevisionSet::of);
  }

  List<RevisionSet> old() {
    return byName.values().stream()
        .filter(set -> !Optional.of(name(set)).equals(current))
        .map(RevisionSet::of)
        .toList();
  }

  List<RevisionSet> all() {
    return byName.values().stream().map(RevisionSet::of).toList();
  }

  /** The number of the revision that a new template gets. */
  long nextRevision() {
    return old().stream().mapToLong(RevisionSet::revision).max().orElse(0) + 1;
  }

  /** The condition {@code ReplicaFailure} of a set, the new one's first. */
  Optional<JsonNode> failure() {
    List<ObjectNode> order = new ArrayList<>();
    currentObject().ifPresent(order::add);
    order.addAll(byName.values());
    return order.stream()
        .flatMap(set -> set.at("/status/conditions").valueStream())
        .filter(condition -> condition.path("type").asText().equals("ReplicaFailure"))
        .findFirst();
  }

  private static String name(ObjectNode set) {
    return Meta.of(set).key().name();
  }
}
