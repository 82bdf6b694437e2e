package io.windlass.core.sidecarset;

import io.windlass.core.model.PodView;
import io.windlass.core.model.Violation;
import io.windlass.core.plan.Action;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the steps of one plan know.
 *
 * @param hash that pods are to get to
 * @param history which revision that is
 * @param pods that have the sidecars, in no order
 * @param violations what is wrong with the spec, so that nothing of it is obeyed
 */
record Rollout(
    SidecarSetSnapshot snapshot,
    SidecarSetSpec spec,
    SidecarSetHash hash,
    SidecarSetHistory history,
    List<SidecarPod> pods,
    List<Violation> violations) {

  static Rollout of(SidecarSetSnapshot snapshot) {
    SidecarSetView set = snapshot.set();
    SidecarSetSpec spec = set.filled();
    NoteReader notes = new NoteReader(set.name());
    List<SidecarPod> pods = new ArrayList<>();
    for (PodView pod : snapshot.pods()) {
      SidecarPod.of(pod, notes.of(pod), spec.containers()).ifPresent(pods::add);
    }
    return new Rollout(
        snapshot,
        spec,
        HashInEffect.of(set, SidecarSetHistory.newest(snapshot.revisions())),
        SidecarSetHistory.of(snapshot),
        pods,
        SidecarSetValidator.violations(set.name(), set.spec()));
  }

  /** What is wrong with it, in words. */
  String faults() {
    return violations.stream().map(Violation::toString).collect(Collectors.joining("; "));
  }

  SidecarSetView set() {
    return snapshot.set();
  }

  Instant now() {
    return snapshot.now();
  }

  String revisionName() {
    return history.revisionName();
  }

  /** The names that are noted on pods, in ascending order. */
  List<String> sidecarNames() {
    return Stream.concat(
            spec.initContainers().stream().filter(SidecarContainer::isNative),
            spec.containers().stream())
        .map(SidecarContainer::name)
        .sorted()
        .distinct()
        .toList();
  }

  /** Whether a pod has got what the SidecarSet says now; it may not run with it yet. */
  boolean isUpdated(SidecarPod pod) {
    return pod.notes().hash().equals(hash.all());
  }

  /** Whether nothing but images is different, so that the pod can be upgraded in place. */
  boolean isUpgradable(SidecarPod pod) {
    return pod.notes().withoutImage().equals(hash.withoutImage());
  }

  /** Why a write is not to be tried now. */
  Optional<RefusedWrites.Refusal> refused(Action.Target target) {
    return snapshot.refusals().of(target, snapshot);
  }
}
