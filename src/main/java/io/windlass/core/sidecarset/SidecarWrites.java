package io.windlass.core.sidecarset;

import io.windlass.core.inplace.InPlaceState;
import io.windlass.core.inplace.PodPatches;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.PodView;
import io.windlass.core.model.Timestamps;
import io.windlass.core.plan.Action;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The writes that upgrade the sidecars of a pod. Each is one patch of the pod that holds for the
 * version that was looked at: images and all notes change together or not at all, and nothing is
 * named that belongs to somebody else. Readiness gates are left alone, so that a pod is out of
 * service for as long as its kubelet says and no longer.
 */
record SidecarWrites(Rollout rollout, SidecarPod target) {

  /** Images by container, and annotations, as they will be. */
  private record Changes(Map<String, String> images, Map<String, String> annotations) {
    static Changes none() {
      return new Changes(new TreeMap<>(), new TreeMap<>());
    }
  }

  /**
   * Brings the sidecars to what the SidecarSet says now; empty if its annotations cannot be put
   * onto those of the pod.
   */
  Optional<Action.Patch> upgrade() {
    PodView pod = target.pod();
    return MetadataPatches.changes(rollout.spec().metadata(), pod.meta().annotations())
        .map(
            metadata -> {
              Changes changes = Changes.none();
              changes.annotations.putAll(metadata);
              target.sidecars().forEach(sidecar -> upgrade(sidecar, changes));
              noteHash(changes);
              return patch(changes);
            });
  }

  private void upgrade(SidecarContainer sidecar, Changes changes) {
    if (sidecar.hot()) {
      upgradeTwin(sidecar, changes);
    } else if (!target.image(sidecar.name()).equals(sidecar.image())) {
      changes.images.put(sidecar.name(), sidecar.image());
    }
  }

  private void upgradeTwin(SidecarContainer sidecar, Changes changes) {
    Twins twins = target.twins(sidecar);
    String next = twins.next();
    String other = twins.other(next);
    if (!target.image(other).equals(sidecar.image())) {
      changes.images.put(next, sidecar.image());
      String version = Long.toString(rollout.set().meta().version());
      String beside = annotation(SidecarSetKeys.VERSION + other);
      changes.annotations.put(SidecarSetKeys.VERSION + next, version);
      changes.annotations.put(SidecarSetKeys.OTHER_VERSION + next, beside);
      changes.annotations.put(SidecarSetKeys.OTHER_VERSION + other, version);
      work(sidecar, next, changes);
    } else if (!other.equals(twins.working()) && !twins.idleIsEmpty()) {
      // Back to what the old twin still runs: it goes on, and the new one is given up.
      work(sidecar, other, changes);
    }
  }

  private void work(SidecarContainer sidecar, String twin, Changes changes) {
    String before =
        changes.annotations.getOrDefault(
            SidecarSetKeys.WORKING, annotation(SidecarSetKeys.WORKING));
    changes.annotations.put(
        SidecarSetKeys.WORKING, JsonText.canonical(object(before).with(sidecar.name(), twin)));
  }

  /** Puts the old twins of a hot upgrade to rest. */
  Action.Patch flip() {
    Changes changes = Changes.none();
    for (SidecarContainer sidecar : target.sidecars()) {
      if (sidecar.hot()) {
        Twins twins = target.twins(sidecar);
        if (!twins.idleIsEmpty()) {
          changes.images.put(twins.idle(), sidecar.emptyImage());
          changes.annotations.put(SidecarSetKeys.VERSION + twins.idle(), "0");
          changes.annotations.put(SidecarSetKeys.OTHER_VERSION + twins.working(), "0");
        }
      }
    }
    return patch(changes);
  }

  private void noteHash(Changes changes) {
    PodView pod = target.pod();
    InjectionRecords known = InjectionRecords.of(pod.meta().annotations(), SidecarSetKeys.HASH);
    InjectionRecord now =
        new InjectionRecord(
            Timestamps.text(rollout.now()),
            rollout.hash().all(),
            rollout.set().name(),
            rollout.sidecarNames(),
            rollout.revisionName());
    InjectionRecords records = known.with(now);
    changes.annotations.put(SidecarSetKeys.HASH, records.text());
    if (annotation(SidecarSetKeys.INJECTED).isEmpty()) {
      changes.annotations.put(SidecarSetKeys.INJECTED, String.join(",", records.bySet().keySet()));
    }
  }

  private Action.Patch patch(Changes changes) {
    Json.Obj body = Json.Obj.EMPTY;
    if (!changes.images.isEmpty()) {
      changes.annotations.put(SidecarSetKeys.UPDATE_STATE, state(changes.images));
      body = body.with("spec", PodPatches.images(changes.images));
    }
    Json.Obj annotations = Json.ofTexts(changes.annotations);
    return PodPatches.ofPod(
        target.pod(), body.with("metadata", Json.Obj.EMPTY.with("annotations", annotations)));
  }

  private String state(Map<String, String> images) {
    Instant now = rollout.now();
    InPlaceState state =
        InPlaceState.replacing(
            target.notes().state().known(),
            target.pod(),
            new InPlaceState.ImageChange(rollout.hash().all(), images, now));
    Json.Obj states = object(annotation(SidecarSetKeys.UPDATE_STATE));
    return JsonText.canonical(states.with(rollout.set().name(), state.json()));
  }

  private String annotation(String key) {
    return target.pod().meta().annotations().getOrDefault(key, "");
  }

  private static Json.Obj object(String annotation) {
    return JsonText.tryParse(annotation).map(json -> json.object()).orElse(Json.Obj.EMPTY);
  }
}
