package io.windlass.benchmarks.pacing;

import io.windlass.core.cloneset.CloneSetPlanner;
import io.windlass.core.cloneset.CloneSetSnapshot;
import io.windlass.core.cloneset.CloneSetView;
import io.windlass.core.cloneset.RecentOutcomes;
import io.windlass.core.model.Compact;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.PodView;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.model.RevisionView;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.Plan;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Moments of a CloneSet of many pods, as the stores hand them to the planner. What revisions and
 * pods look like is the planner's own work, carried out on one pod and copied. Stateless.
 */
final class PlanSnapshots {
  private static final ObjectKey KEY = new ObjectKey("shop", "web");
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int STEPS = 12;

  /** As many as one plan makes. */
  private static final int BORN_PER_SECOND = 500;

  private PlanSnapshots() {}

  /** All pods are as they should be: nothing is to be done. */
  static CloneSetSnapshot atRest(int pods) {
    Moment before = new Moment(cloneSet(pods, 1), List.of(), List.of());
    Moment revised = before.stored();
    PodView ready = grown(revised);
    Moment all = revised.with(copies(ready, pods));
    return all.stored().snapshot();
  }

  /** None of the pods is there yet. */
  static CloneSetSnapshot empty(int pods) {
    return new Moment(cloneSet(pods, 1), List.of(), List.of()).stored().snapshot();
  }

  /** A new image: a fifth of the pods is on its way, two fifths are done. */
  static CloneSetSnapshot inRollout(int pods) {
    CloneSetSnapshot old = atRest(pods);
    Moment edited =
        new Moment(cloneSet(pods, 2), old.revisions(), old.pods())
            .withStatus(old.cloneSet().status())
            .stored();
    PodView before = edited.pods().getFirst();
    Moment alone = new Moment(cloneSet(1, 2), edited.revisions(), List.of(before));
    PodView leaving = touched(alone);
    PodView done = settled(alone.with(List.of(leaving)));
    List<PodView> mixed = new ArrayList<>(pods);
    for (int i = 0; i < pods; i++) {
      PodView pod = edited.pods().get(i);
      mixed.add(i % 5 < 2 ? as(done, pod.meta()) : i % 5 < 3 ? as(leaving, pod.meta()) : pod);
    }
    return edited.with(mixed).snapshot();
  }

  /** A moment that can be planned. */
  private record Moment(CloneSetView cloneSet, List<RevisionView> revisions, List<PodView> pods) {
    private CloneSetSnapshot snapshot() {
      return new CloneSetSnapshot(
          cloneSet, pods, revisions, RecentOutcomes.NONE, START.plusSeconds(60));
    }

    private Plan plan() {
      return CloneSetPlanner.plan(snapshot());
    }

    private Moment with(List<PodView> others) {
      return new Moment(cloneSet, revisions, others);
    }

    private Moment withStatus(Json.Obj status) {
      return new Moment(
          new CloneSetView(cloneSet.meta(), cloneSet.spec(), status).packed().unpacked(),
          revisions,
          pods);
    }

    /** With revision and status as the plan wants them. */
    private Moment stored() {
      List<RevisionView> all = new ArrayList<>(revisions);
      for (Action action : plan().actions()) {
        if (action instanceof Action.Create create
            && create.target().kind().equals(ResourceKind.CONTROLLER_REVISION)) {
          all.add(revision(create, all.size() + 1L).packed());
        }
      }
      Moment revised = new Moment(cloneSet, all, pods);
      Json.Obj status =
          revised
              .plan()
              .status()
              .map(patch -> patch.body().object("status"))
              .orElse(Json.Obj.EMPTY);
      return revised.withStatus((Json.Obj) merged(cloneSet.status(), status));
    }
  }

  private static Json merged(Json.Obj before, Json.Obj patch) {
    return io.windlass.core.model.JsonMerge.apply(before, patch);
  }

  private static RevisionView revision(Action.Create create, long version) {
    return new RevisionView(
        meta(create.target().key(), version, Optional.of(owner())),
        create.object().number("revision").orElseThrow(),
        create.object().object("data"));
  }

  /** The first pod of a plan, brought to rest. */
  private static PodView grown(Moment moment) {
    Action.Create create =
        moment.plan().actions().stream()
            .filter(action -> action.target().kind().equals(ResourceKind.POD))
            .map(Action.Create.class::cast)
            .findFirst()
            .orElseThrow();
    return settled(
        moment.with(List.of(PodStates.created(create.object(), create.target().key(), 1))));
  }

  /** Its one pod after kubelet and manager have done all that they do. */
  private static PodView settled(Moment moment) {
    Moment now = moment;
    for (int step = 0; step < STEPS; step++) {
      PodView pod = touched(now);
      now = now.with(List.of(PodStates.kubelet(pod, pod.meta().version() + 1).orElse(pod)));
    }
    return now.pods().getFirst();
  }

  /** Its one pod after the writes of a plan. */
  private static PodView touched(Moment moment) {
    PodView pod = moment.pods().getFirst();
    for (Action action : moment.plan().actions()) {
      if (action instanceof Action.Patch patch && patch.target().key().equals(pod.meta().key())) {
        boolean ofStatus = patch.subresource().equals("status");
        pod = PodStates.patched(pod, ofStatus, patch.body(), pod.meta().version() + 1);
      }
    }
    return pod;
  }

  /** Pods in the order of nothing, as a store has them. */
  static List<PodView> copies(PodView pod, int count) {
    SplittableRandom random = new SplittableRandom(1);
    List<PodView> copies = new ArrayList<>(count);
    Instant born = pod.meta().createdAt();
    for (int i = 0; i < count; i++) {
      born = i % BORN_PER_SECOND == 0 ? born.minusSeconds(1) : born;
      String id = Integer.toString(i + 60_466_176 / 2 + random.nextInt(1 << 20) * 31, 36);
      copies.add(as(pod, copied(pod.meta(), id, born)));
    }
    return List.copyOf(copies);
  }

  private static PodView as(PodView state, ObjectMeta meta) {
    ObjectMeta as =
        new ObjectMeta(
            meta.key(),
            meta.uid(),
            meta.version(),
            meta.generation(),
            withId(state.meta().labels(), meta),
            Compact.texts(state.meta().annotations()),
            meta.controller(),
            meta.createdAt(),
            meta.deletedAt(),
            meta.finalizers());
    return new PodView(
        as,
        state.nodeName(),
        state.containers(),
        List.of(),
        state.readinessGates(),
        state.status());
  }

  private static final String INSTANCE_ID = "apps.kruise.io/cloneset-instance-id";

  private static Map<String, String> withId(Map<String, String> labels, ObjectMeta meta) {
    Map<String, String> own = new java.util.HashMap<>(labels);
    own.put(INSTANCE_ID, meta.label(INSTANCE_ID));
    return Compact.texts(own);
  }

  private static ObjectMeta copied(ObjectMeta meta, String id, Instant born) {
    ObjectKey key = new ObjectKey(KEY.namespace(), KEY.name() + "-" + id);
    return new ObjectMeta(
        key,
        UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString(),
        meta.version(),
        0,
        Compact.texts(Map.of(INSTANCE_ID, id)),
        meta.annotations(),
        meta.controller(),
        born,
        Optional.empty(),
        List.of());
  }

  private static CloneSetView cloneSet(int pods, int generation) {
    ObjectMeta meta =
        new ObjectMeta(
            KEY,
            owner().uid(),
            generation,
            generation,
            Map.of(),
            Map.of(),
            Optional.empty(),
            START,
            Optional.empty(),
            List.of());
    return new CloneSetView(meta, spec(pods, generation), Json.Obj.EMPTY).packed().unpacked();
  }

  private static ObjectMeta meta(
      ObjectKey key, long version, Optional<ObjectMeta.OwnerReference> controller) {
    return new ObjectMeta(
        key,
        "uid-" + key.name(),
        version,
        0,
        Map.of(),
        Map.of(),
        controller,
        START.plusSeconds(version),
        Optional.empty(),
        List.of());
  }

  private static ObjectMeta.OwnerReference owner() {
    return new ObjectMeta.OwnerReference(
        "apps.kruise.io/v1alpha1", "CloneSet", KEY.name(), "0a1b2c3d-0000-4000-8000-000000000001");
  }

  /** Two containers with 54 variables between them, like those of {@code windlass bench}. */
  private static Json.Obj spec(int pods, int image) {
    String environment =
        String.join(
            ",",
            IntStream.range(0, 27)
                .mapToObj(
                    i ->
                        "{\"name\":\"SERVICE_SETTING_%02d\",\"value\":\"value-%02d-of-a-setting-that-is-about-so-long\"}"
                            .formatted(i, i))
                .toList());
    return (Json.Obj)
        JsonText.parse(
            """
            {"replicas":%d,"selector":{"matchLabels":{"app":"web"}},
             "updateStrategy":{"type":"InPlaceIfPossible","maxUnavailable":"20%%"},
             "template":{"metadata":{"labels":{"app":"web"}},"spec":{"containers":[
              {"name":"app","image":"web:%d","env":[%s]},{"name":"agent","image":"agent:1","env":[%s]}]}}}\
            """
                .formatted(pods, image, environment, environment));
  }
}
