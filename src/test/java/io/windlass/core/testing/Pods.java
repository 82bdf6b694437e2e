package io.windlass.core.testing;

import io.windlass.core.model.Condition;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.PodView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes pods for tests; used by one thread. Starts with a pod that has just been created. */
public final class Pods {
  /** When pods are made, unless they say otherwise. */
  public static final Instant BIRTH = Instant.parse("2026-01-01T00:00:00Z");

  private final String name;
  private final Map<String, String> labels = new TreeMap<>();
  private final Map<String, String> annotations = new TreeMap<>();
  private final Map<String, Condition> conditions = new TreeMap<>();
  private final Map<String, String> images = new TreeMap<>();
  private final Map<String, PodView.ContainerStatus> running = new TreeMap<>();
  private final List<String> gates = new ArrayList<>(List.of("InPlaceUpdateReady"));
  private final List<String> finalizers = new ArrayList<>();
  private String node = "";
  private PodView.Phase phase = PodView.Phase.PENDING;
  private Instant createdAt = BIRTH;
  private Optional<Instant> deletedAt = Optional.empty();
  private long version = 1;

  private Pods(String name) {
    this.name = name;
  }

  /** A pod of {@link CloneSets} with container {@code main} of image {@code app:1}, not bound. */
  public static Pods pod(String name) {
    return new Pods(name)
        .label("app", "demo")
        .label("apps.kruise.io/cloneset-instance-id", name.substring(name.lastIndexOf('-') + 1))
        .label("lifecycle.apps.kruise.io/state", "PreparingNormal")
        .image("main", "app:1");
  }

  /** A pod that has served for long: Normal, gate up, ready since its birth. */
  public static Pods serving(String name) {
    return pod(name).scheduled("node-" + name).lifecycle("Normal").gateUp().running().ready(BIRTH);
  }

  public Pods label(String key, String value) {
    labels.put(key, value);
    return this;
  }

  public Pods withoutLabel(String key) {
    labels.remove(key);
    return this;
  }

  public Pods annotation(String key, String value) {
    annotations.put(key, value);
    return this;
  }

  public Pods finalizer(String name) {
    finalizers.add(name);
    return this;
  }

  public Pods lifecycle(String state) {
    return label("lifecycle.apps.kruise.io/state", state);
  }

  /** Both revision labels. */
  public Pods revision(String revisionName) {
    return label("controller-revision-hash", revisionName)
        .label("pod-template-hash", revisionName.substring(revisionName.lastIndexOf('-') + 1));
  }

  public Pods image(String container, String image) {
    images.put(container, image);
    return this;
  }

  public Pods scheduled(String nodeName) {
    node = nodeName;
    return condition("PodScheduled", Condition.Status.TRUE, BIRTH);
  }

  /** All containers run the images of the spec. */
  public Pods running() {
    phase = PodView.Phase.RUNNING;
    images.forEach((container, image) -> reports(container, image, imageId(image)));
    return condition("ContainersReady", Condition.Status.TRUE, BIRTH);
  }

  /** What the kubelet reports of a container. */
  public Pods reports(String container, String image, String imageId) {
    running.put(container, new PodView.ContainerStatus(container, image, imageId, "cid", true, 0));
    return this;
  }

  public Pods restarts(String container, int restarts) {
    running.computeIfPresent(
        container,
        (_, now) ->
            new PodView.ContainerStatus(
                container, now.image(), now.imageId(), now.containerId(), now.ready(), restarts));
    return this;
  }

  public Pods phase(PodView.Phase value) {
    phase = value;
    return this;
  }

  public Pods ready(Instant since) {
    return condition("Ready", Condition.Status.TRUE, since);
  }

  public Pods notReady() {
    return condition("Ready", Condition.Status.FALSE, BIRTH);
  }

  public Pods gateUp() {
    return condition("InPlaceUpdateReady", Condition.Status.TRUE, BIRTH);
  }

  public Pods gateDown() {
    return condition("InPlaceUpdateReady", Condition.Status.FALSE, BIRTH).notReady();
  }

  public Pods withoutGate() {
    gates.clear();
    conditions.remove("InPlaceUpdateReady");
    return this;
  }

  public Pods condition(String type, Condition.Status status, Instant since) {
    conditions.put(type, new Condition(type, status, Optional.of(since), "", ""));
    return this;
  }

  /** One more readiness gate, and its condition with this message. */
  public Pods gate(String type, Condition.Status status, String message) {
    gates.add(type);
    conditions.put(type, new Condition(type, status, Optional.of(BIRTH), "", message));
    return this;
  }

  /** One more readiness gate whose condition nobody has written. */
  public Pods gate(String type) {
    gates.add(type);
    return this;
  }

  public Pods createdAt(Instant moment) {
    createdAt = moment;
    return this;
  }

  public Pods terminating() {
    deletedAt = Optional.of(BIRTH);
    return this;
  }

  public Pods version(long value) {
    version = value;
    return this;
  }

  /** The image ID that simulated kubelets report for an image. */
  public static String imageId(String image) {
    return "sha256:" + image;
  }

  public PodView view() {
    ObjectMeta meta =
        new ObjectMeta(
            new ObjectKey(CloneSets.NAMESPACE, name),
            "uid-" + name,
            version,
            0,
            labels,
            annotations,
            Optional.of(
                new ObjectMeta.OwnerReference(
                    "apps.kruise.io/v1alpha1", "CloneSet", CloneSets.NAME, CloneSets.UID)),
            createdAt,
            deletedAt,
            List.copyOf(finalizers));
    List<PodView.Container> containers =
        images.entrySet().stream()
            .map(entry -> new PodView.Container(entry.getKey(), entry.getValue()))
            .toList();
    return new PodView(
        meta,
        node,
        containers,
        List.of(),
        gates,
        new PodView.Status(phase, "", conditions, List.copyOf(running.values())));
  }
}
