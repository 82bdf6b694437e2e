package io.windlass.core.sidecarset;

import io.windlass.core.model.Condition;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonMerge;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.PodView;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.model.RevisionView;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.Plan;
import io.windlass.core.plan.PlanResults;
import io.windlass.core.plan.Reason;
import io.windlass.core.testing.Pods;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A SidecarSet with its pods in memory: carries plans out, and plays the kubelets. */
final class SidecarWorld {
  static final Instant NOW = Pods.BIRTH.plusSeconds(3600);
  private static final String KRUISE = "kruise-system";

  private final Map<String, PodView> pods = new TreeMap<>();
  private final Map<String, RevisionView> revisions = new TreeMap<>();
  private final List<Action.Announce> events = new ArrayList<>();
  private SidecarSetView set;
  private RefusedWrites refusals = RefusedWrites.NONE;
  private int podWrites;
  private Plan last = Plan.DONE;

  private SidecarWorld(SidecarSetView set) {
    this.set = set;
  }

  /** A SidecarSet that admission has stored, with its revision. */
  static SidecarWorld of(String spec) {
    SidecarWorld world = new SidecarWorld(Sets.set("log", spec));
    world.run();
    return world;
  }

  /** One that exists, with its history. */
  static SidecarWorld of(SidecarSetView set, List<RevisionView> history) {
    SidecarWorld world = new SidecarWorld(set);
    history.forEach(revision -> world.revisions.put(revision.name(), revision));
    return world;
  }

  /** A serving pod that has the sidecars as they are now. */
  SidecarWorld pod(String name) {
    return pod(name, pod -> pod);
  }

  SidecarWorld pod(String name, UnaryOperator<Pods> change) {
    Pods pod = Pods.serving(name).label("app", "a");
    Injected.into(pod, set);
    return existing(change.apply(pod.running()).view());
  }

  SidecarWorld existing(PodView pod) {
    pods.put(pod.name(), pod);
    return this;
  }

  /** Merges something into the spec, as admission would store it. */
  SidecarWorld edit(String patch) {
    Json.Obj spec = (Json.Obj) JsonMerge.apply(set.spec(), Sets.json(patch));
    SidecarSetView now =
        Sets.stored("log", Json.Obj.EMPTY.with("spec", spec).with("status", set.status()));
    set = new SidecarSetView(edited(now.meta()), now.spec(), set.status());
    return this;
  }

  /** The same where no webhook renews the hashes. */
  SidecarWorld editWithoutWebhook(String patch) {
    Json.Obj spec = (Json.Obj) JsonMerge.apply(set.spec(), Sets.json(patch));
    set = new SidecarSetView(edited(set.meta()), spec, set.status());
    return this;
  }

  private ObjectMeta edited(ObjectMeta meta) {
    return new ObjectMeta(
        meta.key(),
        meta.uid(),
        set.meta().version() + 1,
        set.meta().generation() + 1,
        meta.labels(),
        meta.annotations(),
        meta.controller(),
        meta.createdAt(),
        meta.deletedAt(),
        meta.finalizers());
  }

  Plan plan() {
    return SidecarSetPlanner.plan(snapshot());
  }

  private SidecarSetSnapshot snapshot() {
    return new SidecarSetSnapshot(
        set,
        List.copyOf(pods.values()),
        List.copyOf(revisions.values()),
        new SidecarSetSnapshot.Place(KRUISE, Set.of("log-canary")),
        refusals,
        NOW);
  }

  /** Plans and carries out, until nothing is left to be done. */
  SidecarWorld run() {
    for (int i = 0; i < 20; i++) {
      Plan plan = plan();
      last = plan;
      if (plan.isNoOp()) {
        return this;
      }
      plan.actions().forEach(this::carryOut);
      plan.status().ifPresent(this::carryOut);
    }
    throw new AssertionError("never done: " + plan());
  }

  /** Plans and carries out once. */
  SidecarWorld step() {
    last = plan();
    last.actions().forEach(this::carryOut);
    last.status().ifPresent(this::carryOut);
    return this;
  }

  /** Runs, and lets the kubelets do their work, until nothing happens any more. */
  SidecarWorld settle() {
    for (int i = 0; i < 20; i++) {
      run();
      Map<String, PodView> before = new HashMap<>(pods);
      pods.replaceAll((_, pod) -> Kubelet.sync(pod));
      if (before.equals(pods)) {
        return this;
      }
    }
    throw new AssertionError("never settled: " + pods);
  }

  /** Lets the kubelets do their work once. */
  SidecarWorld kubelets() {
    pods.replaceAll((_, pod) -> Kubelet.sync(pod));
    return this;
  }

  /** The server would not do this. */
  SidecarWorld refused(Action action, String reason, String message) {
    PlanResults results =
        new PlanResults(List.of(), List.of(new PlanResults.Refused(action, reason, message)));
    refusals = RefusedWrites.after(snapshot(), results);
    return this;
  }

  private void carryOut(Action action) {
    switch (action) {
      case Action.Announce announce -> events.add(announce);
      case Action.Create create -> store(create);
      case Action.Delete delete -> revisions.remove(delete.target().key().name());
      case Action.Patch patch when patch.target().kind().equals(ResourceKind.POD) -> {
        podWrites++;
        pods.computeIfPresent(
            patch.target().key().name(), (_, pod) -> Kubelet.patched(pod, patch.body()));
      }
      case Action.Patch patch when patch.target().kind().equals(ResourceKind.CONTROLLER_REVISION) ->
          revisions.computeIfPresent(
              patch.target().key().name(), (_, old) -> patched(old, patch.body()));
      case Action.Patch patch when patch.subresource().isEmpty() ->
          set = Sets.noted(set, patch.body());
      case Action.Patch patch -> {
        Json.Obj status = (Json.Obj) JsonMerge.apply(set.status(), patch.body().object("status"));
        set = new SidecarSetView(set.meta(), set.spec(), status);
      }
      case Action.Apply apply -> throw new AssertionError("unexpected " + apply);
    }
  }

  private void store(Action.Create create) {
    Json.Obj object = create.object();
    ObjectMeta meta = Sets.meta(create.target().key().name(), object.object("metadata"));
    ObjectMeta placed =
        new ObjectMeta(
            new ObjectKey(KRUISE, meta.key().name()),
            meta.uid(),
            1,
            0,
            meta.labels(),
            meta.annotations(),
            meta.controller(),
            NOW,
            Optional.empty(),
            List.of());
    revisions.put(
        meta.key().name(),
        new RevisionView(placed, object.number("revision").orElseThrow(), object.object("data")));
  }

  private static RevisionView patched(RevisionView old, Json body) {
    Map<String, String> labels = new HashMap<>(old.meta().labels());
    labels.putAll(Sets.texts(body.object("metadata", "labels")));
    ObjectMeta meta =
        Sets.meta(
            old.name(),
            Json.Obj.EMPTY
                .with("labels", Json.ofTexts(labels))
                .with("annotations", Json.ofTexts(old.meta().annotations())));
    return Sets.in(
        old.meta().key().namespace(),
        new RevisionView(meta, body.number("revision").orElse(old.number()), old.data()));
  }

  PodView pod(int index) {
    return List.copyOf(pods.values()).get(index);
  }

  SidecarSetView set() {
    return set;
  }

  List<RevisionView> revisions() {
    return List.copyOf(revisions.values());
  }

  List<Action.Announce> events() {
    return events;
  }

  /** Writes to pods since the last question. */
  int podWrites() {
    int writes = podWrites;
    podWrites = 0;
    return writes;
  }

  /** Reasons of the last plan, as {@code pod code}. */
  List<String> reasons() {
    return last.reasons().stream()
        .map((Reason reason) -> reason.subject() + " " + reason.code())
        .sorted()
        .toList();
  }

  /** matched/updated/ready/updatedReady. */
  String counters() {
    return List.of("matchedPods", "updatedPods", "readyPods", "updatedReadyPods").stream()
        .map(field -> set.status().number(field).map(String::valueOf).orElse("-"))
        .reduce((a, b) -> a + "/" + b)
        .orElseThrow();
  }

  /** The image of a container in each pod. */
  List<String> images(String container) {
    return pods.values().stream()
        .map(
            pod ->
                pod.containers().stream()
                    .filter(one -> one.name().equals(container))
                    .map(PodView.Container::image)
                    .findFirst()
                    .orElse(""))
        .toList();
  }

  /** The status of the condition about upgrades, and its message. */
  String upgradable(int index) {
    return pod(index)
        .condition(SidecarSetKeys.UPGRADABLE)
        .map((Condition one) -> one.status().text() + " " + one.reason() + " " + one.message())
        .orElse("");
  }

  String annotation(int index, String key) {
    return pod(index).meta().annotations().getOrDefault(key, "");
  }
}
