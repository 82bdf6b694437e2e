package io.windlass.benchmarks.pacing;

import io.windlass.core.model.Condition;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonMerge;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.PodView;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an API server and a kubelet make of pods, as far as a rollout in place goes. Stateless. */
final class PodStates {
  private PodStates() {}

  static PodView created(Json.Obj pod, ObjectKey key, long version) {
    Json owner = pod.items("metadata", "ownerReferences").getFirst();
    ObjectMeta meta =
        new ObjectMeta(
            key,
            "uid-" + key.name() + "-" + version,
            version,
            0,
            texts(pod.object("metadata", "labels")),
            texts(pod.object("metadata", "annotations")),
            Optional.of(
                new ObjectMeta.OwnerReference(
                    text(owner, "apiVersion"),
                    text(owner, "kind"),
                    text(owner, "name"),
                    text(owner, "uid"))),
            Instant.now(),
            Optional.empty(),
            List.of());
    return new PodView(
        meta,
        "",
        containers(pod),
        List.of(),
        pod.items("spec", "readinessGates").stream()
            .map(gate -> text(gate, "conditionType"))
            .toList(),
        new PodView.Status(PodView.Phase.PENDING, "", Map.of(), List.of()));
  }

  /** A strategic merge patch of the pod or of its status. */
  static PodView patched(PodView pod, boolean ofStatus, Json body, long version) {
    Map<String, Condition> conditions = new HashMap<>(pod.status().conditions());
    if (ofStatus) {
      body.items("status", "conditions").forEach(c -> conditions.put(text(c, "type"), read(c)));
    }
    Map<String, String> images =
        body.items("spec", "containers").stream()
            .collect(Collectors.toMap(c -> text(c, "name"), c -> text(c, "image")));
    List<PodView.Container> containers =
        pod.containers().stream()
            .map(c -> new PodView.Container(c.name(), images.getOrDefault(c.name(), c.image())))
            .toList();
    return new PodView(
        patched(pod.meta(), body, version),
        pod.nodeName(),
        containers,
        List.of(),
        pod.readinessGates(),
        status(pod, conditions, pod.status().containers()));
  }

  /**
   * The pod after the next step of its kubelet; empty if there is nothing to do. A container that
   * has another image than it shall have is started with that, and is ready one step later.
   */
  static Optional<PodView> kubelet(PodView pod, long version) {
    boolean runs =
        pod.containers().stream()
            .allMatch(
                c ->
                    pod.containerStatus(c.name())
                        .filter(status -> status.image().equals(c.image()))
                        .isPresent());
    boolean containersReady =
        runs && pod.status().containers().stream().allMatch(PodView.ContainerStatus::ready);
    boolean ready = containersReady && pod.readinessGates().stream().allMatch(pod::hasTrue);
    if (runs && containersReady && pod.isReady() == ready) {
      return Optional.empty();
    }
    boolean next = runs;
    Map<String, Condition> conditions = new HashMap<>(pod.status().conditions());
    conditions.put("PodScheduled", condition("PodScheduled", true));
    conditions.put("ContainersReady", condition("ContainersReady", next));
    boolean gates = pod.readinessGates().stream().allMatch(pod::hasTrue);
    conditions.put("Ready", condition("Ready", next && gates));
    List<PodView.ContainerStatus> statuses =
        pod.containers().stream().map(c -> started(pod, c, next)).toList();
    return Optional.of(
        new PodView(
            patched(pod.meta(), Json.Obj.EMPTY, version),
            "node-1",
            pod.containers(),
            List.of(),
            pod.readinessGates(),
            status(pod, conditions, statuses)));
  }

  private static PodView.ContainerStatus started(PodView pod, PodView.Container c, boolean ready) {
    int restarts = pod.containerStatus(c.name()).map(s -> s.restarts() + 1).orElse(0);
    return new PodView.ContainerStatus(
        c.name(), c.image(), "sha256:" + c.image(), "cid", ready, restarts);
  }

  private static PodView.Status status(
      PodView pod, Map<String, Condition> conditions, List<PodView.ContainerStatus> containers) {
    PodView.Phase phase = containers.isEmpty() ? pod.status().phase() : PodView.Phase.RUNNING;
    return new PodView.Status(phase, "10.0.0.1", conditions, containers);
  }

  private static ObjectMeta patched(ObjectMeta meta, Json body, long version) {
    return new ObjectMeta(
        meta.key(),
        meta.uid(),
        version,
        meta.generation(),
        merged(meta.labels(), body.object("metadata", "labels")),
        merged(meta.annotations(), body.object("metadata", "annotations")),
        meta.controller(),
        meta.createdAt(),
        meta.deletedAt(),
        meta.finalizers());
  }

  private static List<PodView.Container> containers(Json.Obj pod) {
    return pod.items("spec", "containers").stream()
        .map(c -> new PodView.Container(text(c, "name"), text(c, "image")))
        .toList();
  }

  private static Condition condition(String type, boolean holds) {
    return new Condition(
        type,
        holds ? Condition.Status.TRUE : Condition.Status.FALSE,
        Optional.of(Instant.now()),
        "",
        "");
  }

  private static Condition read(Json json) {
    return new Condition(
        text(json, "type"),
        Condition.Status.of(text(json, "status")),
        Optional.of(Instant.now()),
        json.text("reason").orElse(""),
        json.text("message").orElse(""));
  }

  private static Map<String, String> merged(Map<String, String> before, Json.Obj patch) {
    return patch.fields().isEmpty()
        ? before
        : texts((Json.Obj) JsonMerge.apply(Json.ofTexts(before), patch));
  }

  private static Map<String, String> texts(Json.Obj fields) {
    Map<String, String> texts = new HashMap<>();
    fields.fields().forEach((key, value) -> texts.put(key, value.text().orElseThrow()));
    return texts;
  }

  private static String text(Json json, String... path) {
    return json.text(path).orElse("");
  }
}
