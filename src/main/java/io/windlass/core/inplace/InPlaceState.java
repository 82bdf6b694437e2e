package io.windlass.core.inplace;

import io.windlass.core.model.ContainerResources;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.PodView;
import io.windlass.core.model.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a pod remembers of its latest update in place: annotation {@value #ANNOTATION}.
 *
 * @param revision that it is being brought to
 * @param begun when, as it is written there
 * @param lastContainers by container that was given something new, what ran before
 * @param next what waits until {@code requiredReady} are ready: containers with launch priorities
 *     are updated in batches
 * @param given which kinds of things were given
 * @param batches the containers of each batch so far, with the time
 */
public record InPlaceState(
    String revision,
    String begun,
    Map<String, Last> lastContainers,
    ContainerChanges next,
    List<String> requiredReady,
    Given given,
    List<Json> batches) {
  public static final String ANNOTATION = "apps.kruise.io/inplace-update-state";

  /** As OpenKruise before 0.8 wrote it. */
  public static final String OLD_ANNOTATION = "inplace-update-state";

  private static final String NEXT = "\"nextContainer";

  public InPlaceState {
    lastContainers = Map.copyOf(lastContainers);
    requiredReady = List.copyOf(requiredReady);
    batches = List.copyOf(batches);
  }

  /** What an update changes. */
  record Given(boolean images, boolean resources, boolean environment) {
    private static Given read(Json json) {
      return new Given(
          json.bool("updateImages").orElse(false),
          json.bool("updateResources").orElse(false),
          json.bool("updateEnvFromMetadata").orElse(false));
    }

    private Given and(ContainerChanges changes) {
      return new Given(
          images || !changes.images().isEmpty(),
          resources || !changes.resources().isEmpty(),
          environment || !changes.metadata().isEmpty());
    }

    private Json.Obj write(Json.Obj json) {
      Json.Obj written = images ? json.with("updateImages", Json.of(true)) : json;
      written = resources ? written.with("updateResources", Json.of(true)) : written;
      return environment ? written.with("updateEnvFromMetadata", Json.of(true)) : written;
    }
  }

  /**
   * What ran in a container before it changed.
   *
   * @param imageId as the kubelet reported it, empty if it had not
   * @param superseded the image that may yet be started although this update began: of an update
   *     that was not finished, or of a container that had reported nothing; empty if there is none.
   *     While the kubelet reports it, this update is not finished
   * @param environment what the node agent said of its environment; empty without an agent, or if
   *     it does not change
   */
  public record Last(String imageId, String superseded, String environment) {
    private static Last read(Json last) {
      return new Last(
          last.text("imageID").orElse(""),
          last.text("supersededImage").orElse(""),
          last.text("environmentHash").orElse(""));
    }

    private Json.Obj json() {
      Json.Obj json = Json.Obj.EMPTY.with("imageID", imageId);
      json = superseded.isEmpty() ? json : json.with("supersededImage", superseded);
      return environment.isEmpty() ? json : json.with("environmentHash", environment);
    }
  }

  /** What a pod says; empty if it says nothing, or nothing that can be read. */
  public static Optional<InPlaceState> of(PodView pod) {
    return text(pod).flatMap(JsonText::tryParse).map(InPlaceState::read);
  }

  /** What a pod says, without the times in it: pods of one update say the same. */
  public static String timeless(PodView pod) {
    String text = pod.meta().annotationWithoutTimes(ANNOTATION);
    return text.isEmpty() ? pod.meta().annotationWithoutTimes(OLD_ANNOTATION) : text;
  }

  /** The same if something still waits in it, which is asked often. */
  static Optional<InPlaceState> withNext(PodView pod) {
    return mayHaveNext(pod) ? of(pod).filter(state -> !state.next.isEmpty()) : Optional.empty();
  }

  static boolean mayHaveNext(PodView pod) {
    return pod.meta().annotationMentions(ANNOTATION, NEXT)
        || pod.meta().annotationMentions(OLD_ANNOTATION, NEXT);
  }

  private static Optional<String> text(PodView pod) {
    Map<String, String> annotations = pod.meta().annotations();
    return Optional.ofNullable(
        annotations.getOrDefault(ANNOTATION, annotations.get(OLD_ANNOTATION)));
  }

  /** Reads the annotation's JSON, or the part of it that is about one workload. */
  public static InPlaceState read(Json json) {
    Map<String, Last> containers = new TreeMap<>();
    json.object("lastContainerStatuses")
        .fields()
        .forEach((name, last) -> containers.put(name, Last.read(last)));
    List<String> required =
        json.items("preCheckBeforeNext", "containersRequiredReady").stream()
            .flatMap(name -> name.text().stream())
            .toList();
    return new InPlaceState(
        json.text("revision").orElse(""),
        json.text("updateTimestamp").orElse(""),
        containers,
        ContainerChanges.read(json, "nextContainer"),
        required,
        Given.read(json),
        json.items("containerBatchesRecord"));
  }

  /** The state of a pod that is taken down and gets nothing yet. */
  static InPlaceState announced(PodView pod, String revision, Instant now) {
    Map<String, Last> unfinished =
        of(pod).map(state -> state.unfinished(pod)).orElse(new TreeMap<>());
    return new InPlaceState(
        revision,
        Timestamps.text(now),
        unfinished,
        ContainerChanges.NONE,
        List.of(),
        new Given(false, false, false),
        List.of());
  }

  /**
   * The state when somebody who is not the pod's workload gives containers other images, all at
   * once. What is unfinished of before stays in it.
   */
  public static InPlaceState replacing(
      Optional<InPlaceState> before, PodView pod, ImageChange change) {
    Map<String, Last> unfinished =
        before.map(state -> state.unfinished(pod)).orElse(new TreeMap<>());
    InPlaceState begun =
        new InPlaceState(
            change.revision(),
            Timestamps.text(change.now()),
            unfinished,
            ContainerChanges.NONE,
            List.of(),
            new Given(false, false, false),
            List.of());
    ContainerChanges images = new ContainerChanges(change.images(), Map.of(), Map.of());
    return new InPlaceState(
        begun.revision,
        begun.begun,
        begun.remembering(pod, images),
        begun.next,
        begun.requiredReady,
        begun.given,
        begun.batches);
  }

  /**
   * Other images for some containers of a pod.
   *
   * @param revision that they bring the pod to
   * @param images by container
   */
  public record ImageChange(String revision, Map<String, String> images, Instant now) {
    public ImageChange {
      images = Map.copyOf(images);
    }
  }

  /**
   * The state when the containers of one batch get something. What ran before is remembered of
   * each, and stays remembered where an earlier batch or update is under way.
   */
  InPlaceState giving(PodView pod, ContainerChanges batch, ContainerChanges rest, Instant now) {
    List<Json> names = batch.names().stream().map(Json::of).toList();
    List<Json> records = new ArrayList<>(batches);
    records.add(
        Json.Obj.EMPTY.with("timestamp", Timestamps.text(now)).with("containers", Json.of(names)));
    return new InPlaceState(
        revision,
        begun,
        remembering(pod, batch),
        rest,
        rest.isEmpty() ? List.of() : List.copyOf(batch.names()),
        given.and(batch),
        records);
  }

  private Map<String, Last> remembering(PodView pod, ContainerChanges batch) {
    Map<String, Last> containers = new TreeMap<>(lastContainers);
    for (String name : batch.names()) {
      boolean underWay = containers.containsKey(name) && !isDone(pod, name);
      String imageId = pod.reported(name).map(status -> status.imageId()).orElse("");
      // A kubelet that has reported nothing may be about to start the image of before.
      boolean mayYetRun = underWay || imageId.isEmpty();
      String superseded = mayYetRun ? imageOf(pod, name).orElse("") : "";
      String environment =
          batch.metadata().containsKey(name) ? NodeAgent.environmentOf(pod, name) : "";
      containers.put(name, new Last(imageId, superseded, environment));
    }
    return containers;
  }

  private Map<String, Last> unfinished(PodView pod) {
    Map<String, Last> rest = new TreeMap<>(lastContainers);
    rest.keySet().removeIf(name -> isDone(pod, name));
    return rest;
  }

  /** Whether every container that was given something new runs with it. */
  public boolean isDone(PodView pod) {
    for (Map.Entry<String, Last> container : lastContainers.entrySet()) {
      if (!isDone(pod, container.getKey(), container.getValue())) {
        return false;
      }
    }
    return !given.resources || hasItsResources(pod);
  }

  /** Whether what waits may be given out. */
  boolean mayGoOn(PodView pod) {
    return isDone(pod)
        && requiredReady.stream()
            .allMatch(name -> pod.reported(name).map(s -> s.ready()).orElse(false));
  }

  private static boolean hasItsResources(PodView pod) {
    return pod.containers().stream()
        .allMatch(
            container ->
                pod.reported(container.name())
                    .map(now -> ContainerResources.same(container.resources(), now.resources()))
                    .orElse(false));
  }

  /** Whether a container runs with what it was given, or was given nothing. */
  public boolean hasSettled(PodView pod, String container) {
    return !lastContainers.containsKey(container) || isDone(pod, container);
  }

  private boolean isDone(PodView pod, String container) {
    return isDone(pod, container, lastContainers.getOrDefault(container, new Last("", "", "")));
  }

  private static boolean isDone(PodView pod, String container, Last last) {
    return runsItsImage(pod, container, last)
        && (last.environment().isEmpty() || NodeAgent.hasRenewed(pod, container, last));
  }

  // The kubelet reports another imageID once the new image runs. A name that means the same image
  // as before (a moved tag, or back to the old one before anything happened) never changes the ID;
  // then the reported name decides. Whether a kubelet has begun with an image that was taken back
  // meanwhile cannot be seen before Kubernetes 1.34 (observedGeneration of pods).
  private static boolean runsItsImage(PodView pod, String container, Last last) {
    Optional<String> wanted = imageOf(pod, container);
    if (wanted.isEmpty()) {
      return true;
    }
    return pod.reported(container)
        .map(
            now ->
                ImageName.same(now.image(), wanted.get())
                    || (!now.imageId().equals(last.imageId())
                        && (last.superseded().isEmpty()
                            || !ImageName.same(now.image(), last.superseded()))))
        .orElse(false);
  }

  private static Optional<String> imageOf(PodView pod, String container) {
    for (PodView.Container spec : pod.containers()) {
      if (spec.name().equals(container)) {
        return Optional.of(spec.image());
      }
    }
    return Optional.empty();
  }

  /** The annotation's text. */
  String text() {
    return JsonText.canonical(json());
  }

  /** The annotation's JSON. */
  public Json.Obj json() {
    Json.Obj last = Json.Obj.EMPTY;
    for (Map.Entry<String, Last> entry : new TreeMap<>(lastContainers).entrySet()) {
      last = last.with(entry.getKey(), entry.getValue().json());
    }
    Json.Obj json =
        given.write(
            Json.Obj.EMPTY
                .with("revision", revision)
                .with("updateTimestamp", begun)
                .with("lastContainerStatuses", last));
    json = next.write(json, "nextContainer");
    if (!requiredReady.isEmpty()) {
      List<Json> names = new TreeSet<>(requiredReady).stream().map(Json::of).toList();
      json =
          json.with(
              "preCheckBeforeNext", Json.Obj.EMPTY.with("containersRequiredReady", Json.of(names)));
    }
    return batches.isEmpty() ? json : json.with("containerBatchesRecord", Json.of(batches));
  }
}
