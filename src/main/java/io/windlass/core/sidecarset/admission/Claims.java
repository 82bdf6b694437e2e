package io.windlass.core.sidecarset.admission;

import io.windlass.core.model.Selector;
import io.windlass.core.model.Selector.Requirement;
import io.windlass.core.sidecarset.MetadataPatch;
import io.windlass.core.sidecarset.SidecarContainer;
import io.windlass.core.sidecarset.SidecarSetSpec;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a SidecarSet lays claim to. Two can only conflict if they have a thing in common and, of
 * each label that both require, a value; most that have still do not. So whoever looks for
 * conflicts need not ask the others. Immutable.
 *
 * @param things what it brings into pods: containers, volumes, annotations; none if it selects no
 *     pod
 * @param required by label of the pod or of its namespace, values of which one must be there
 */
public record Claims(Set<String> things, Map<String, Set<String>> required) {
  /** Who lists more values is taken as requiring none: nearly everybody is met. */
  private static final int MAX_VALUES = 16;

  public Claims {
    things = Set.copyOf(things);
    required = Map.copyOf(required);
  }

  /** The claims of a SidecarSet. */
  public static Claims of(SidecarSetSpec spec) {
    if (spec.selector().isEmpty()) {
      return new Claims(Set.of(), Map.of());
    }
    Map<String, Set<String>> required = new HashMap<>();
    require("", spec.selector(), required);
    spec.namespaces().ifPresent(selector -> require("namespace:", selector, required));
    return new Claims(things(spec), required);
  }

  private static Set<String> things(SidecarSetSpec spec) {
    Set<String> things = new HashSet<>();
    Stream.concat(spec.initContainers().stream(), spec.containers().stream())
        .map(SidecarContainer::namesInPod)
        .forEach(names -> names.forEach(name -> things.add("container:" + name)));
    spec.volumes().forEach(volume -> things.add("volume:" + volume.text("name").orElse("")));
    for (MetadataPatch patch : spec.metadata()) {
      // What is retained quarrels with nobody.
      if (patch.policy() != MetadataPatch.Policy.RETAIN) {
        patch.annotations().keySet().forEach(key -> things.add("annotation:" + key));
      }
    }
    return things;
  }

  private static void require(String prefix, Selector selector, Map<String, Set<String>> required) {
    for (Requirement requirement : selector.requirements()) {
      values(requirement)
          .ifPresent(values -> required.merge(prefix + requirement.key(), values, Claims::both));
    }
  }

  private static Set<String> both(Set<String> one, Set<String> other) {
    Set<String> both = new HashSet<>(one);
    both.retainAll(other);
    return Set.copyOf(both);
  }

  private static Optional<Set<String>> values(Requirement requirement) {
    return switch (requirement) {
      case Requirement.Is is -> Optional.of(Set.of(is.value()));
      case Requirement.In in ->
          Optional.<Set<String>>of(Set.copyOf(in.values()))
              .filter(values -> values.size() <= MAX_VALUES);
      case Requirement.NotIn _, Requirement.Exists _, Requirement.DoesNotExist _ ->
          Optional.empty();
    };
  }

  /** Whether the two may conflict. */
  public boolean meet(Claims other) {
    return !Collections.disjoint(things, other.things)
        && required.entrySet().stream()
            .filter(wanted -> other.required.containsKey(wanted.getKey()))
            .noneMatch(
                wanted ->
                    Collections.disjoint(wanted.getValue(), other.required.get(wanted.getKey())));
  }
}
