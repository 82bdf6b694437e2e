package io.windlass.core.sidecarset.injection;

import io.windlass.core.sidecarset.SidecarSetSpec.Pinned;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which SidecarSets a pod gets, at which revision, in the order of their names. Used for one pod,
 * by one thread.
 */
final class Matching {
  private final Newcomer newcomer;
  private final PinnedRevisions revisions;
  private final Map<String, String> labels;
  private final List<String> warnings;

  Matching(Newcomer newcomer, PinnedRevisions revisions, List<String> warnings) {
    this.newcomer = newcomer;
    this.revisions = revisions;
    this.labels = labels(newcomer);
    this.warnings = warnings;
  }

  /** What was found. */
  sealed interface Found {
    record Sets(List<PreparedSet> sets) implements Found {}

    record Nothing(String because) implements Found {}
  }

  private static Map<String, String> labels(Newcomer newcomer) {
    Map<String, String> labels = new HashMap<>();
    newcomer
        .pod()
        .object("metadata", "labels")
        .fields()
        .forEach((key, value) -> value.text().ifPresent(text -> labels.put(key, text)));
    return labels;
  }

  /** The SidecarSets; nothing if one of them pins a revision that is not there. */
  Found among(Collection<PreparedSet> candidates) {
    Map<String, PreparedSet> wanted = new TreeMap<>();
    for (PreparedSet candidate : inOrder(candidates)) {
      if (isWanted(candidate)) {
        wanted.put(candidate.name(), candidate);
      }
    }
    List<PreparedSet> chosen = new ArrayList<>();
    for (PreparedSet set : withoutBases(wanted)) {
      Optional<PreparedSet> revision = revision(set);
      if (revision.isEmpty()) {
        return new Found.Nothing(
            "SidecarSet %s pins %s, and there is no such revision"
                .formatted(set.name(), pinned(set).map(Pinned::text).orElse("")));
      }
      chosen.add(revision.get());
    }
    return new Found.Sets(chosen);
  }

  private static List<PreparedSet> inOrder(Collection<PreparedSet> candidates) {
    List<PreparedSet> ordered = new ArrayList<>(candidates);
    ordered.sort(Comparator.comparing(PreparedSet::name));
    return ordered;
  }

  private boolean isWanted(PreparedSet candidate) {
    if (!candidate.selects(labels)) {
      return false;
    }
    Optional<Boolean> here = candidate.isFor(newcomer.namespace(), newcomer.namespaceLabels());
    if (here.isEmpty()) {
      warn(candidate, "the labels of namespace " + newcomer.namespace() + " are not known");
    } else if (here.get() && !candidate.fault().isEmpty()) {
      warn(candidate, "it cannot be obeyed: " + candidate.fault());
    } else if (here.get() && candidate.spec().injection().paused()) {
      warn(candidate, "its injectionStrategy is paused");
    }
    return here.orElse(false)
        && candidate.fault().isEmpty()
        && !candidate.spec().injection().paused();
  }

  private void warn(PreparedSet set, String because) {
    warnings.add("SidecarSet " + set.name() + " is not injected: " + because);
  }

  private Optional<PreparedSet> revision(PreparedSet set) {
    Optional<Pinned> pinned = pinned(set);
    if (pinned.isEmpty()) {
      return Optional.of(set);
    }
    return RevisionChoice.takesPinned(set, newcomer, labels)
        ? revisions.at(set, pinned.get())
        : Optional.of(set);
  }

  private static Optional<Pinned> pinned(PreparedSet set) {
    return set.spec().injection().pinned();
  }

  /** A SidecarSet that a canary goes before is for no pod that the canary is for. */
  private List<PreparedSet> withoutBases(Map<String, PreparedSet> wanted) {
    Set<String> bases = new HashSet<>();
    for (PreparedSet set : wanted.values()) {
      Optional<PreparedSet> base = set.set().base().map(wanted::get);
      if (base.isPresent() && bases.add(base.get().name())) {
        warn(base.get(), "its canary " + set.name() + " goes before it");
      }
    }
    return wanted.values().stream().filter(set -> !bases.contains(set.name())).toList();
  }
}
