package io.windlass.core.inplace;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.PodView;
import io.windlass.core.model.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a pod remembers of its latest update in place: annotation {@value #ANNOTATION}.
 *
 * @param revision that it is being brought to
 * @param lastContainers by container that was given a new image, what ran before
 * @param nextImages images that wait until {@code requiredReady} are ready (OpenKruise updates
 *     containers with launch priorities in batches; we read them, but write none)
 */
public record InPlaceState(
    String revision,
    Map<String, Last> lastContainers,
    Map<String, String> nextImages,
    List<String> requiredReady) {
  public static final String ANNOTATION = "apps.kruise.io/inplace-update-state";

  /** As OpenKruise before 0.8 wrote it. */
  public static final String OLD_ANNOTATION = "inplace-update-state";

  public InPlaceState {
    lastContainers = Map.copyOf(lastContainers);
    nextImages = Map.copyOf(nextImages);
    requiredReady = List.copyOf(requiredReady);
  }

  /**
   * What ran in a container before its image changed.
   *
   * @param imageId as the kubelet reported it, empty if it had not
   * @param superseded the image of an update that was not finished when this one began, empty if
   *     there was none: while the kubelet reports it, this update is not finished either
   */
  public record Last(String imageId, String superseded) {
    private Json.Obj json() {
      Json.Obj json = Json.Obj.EMPTY.with("imageID", imageId);
      return superseded.isEmpty() ? json : json.with("supersededImage", superseded);
    }
  }

  /** What a pod says; empty if it says nothing, or nothing that can be read. */
  public static Optional<InPlaceState> of(PodView pod) {
    Map<String, String> annotations = pod.meta().annotations();
    return Optional.ofNullable(
            annotations.getOrDefault(ANNOTATION, annotations.get(OLD_ANNOTATION)))
        .flatMap(JsonText::tryParse)
        .map(InPlaceState::read);
  }

  private static InPlaceState read(Json json) {
    Map<String, Last> containers = new TreeMap<>();
    json.object("lastContainerStatuses")
        .fields()
        .forEach(
            (name, last) ->
                containers.put(
                    name,
                    new Last(
                        last.text("imageID").orElse(""), last.text("supersededImage").orElse(""))));
    Map<String, String> next = new TreeMap<>();
    json.object("nextContainerImages")
        .fields()
        .forEach((name, image) -> image.text().ifPresent(text -> next.put(name, text)));
    List<String> required =
        json.items("preCheckBeforeNext", "containersRequiredReady").stream()
            .flatMap(name -> name.text().stream())
            .toList();
    return new InPlaceState(json.text("revision").orElse(""), containers, next, required);
  }

  /**
   * The state of a pod whose containers get new images now. Containers whose earlier update is
   * still under way stay remembered.
   */
  static InPlaceState begin(PodView pod, String revision, Map<String, String> images) {
    Map<String, Last> containers = new TreeMap<>();
    Optional<InPlaceState> before = of(pod);
    before.ifPresent(state -> containers.putAll(state.unfinished(pod)));
    for (String name : images.keySet()) {
      String superseded = containers.containsKey(name) ? imageOf(pod, name).orElse("") : "";
      String imageId = pod.containerStatus(name).map(status -> status.imageId()).orElse("");
      containers.put(name, new Last(imageId, superseded));
    }
    return new InPlaceState(revision, containers, Map.of(), List.of());
  }

  private Map<String, Last> unfinished(PodView pod) {
    Map<String, Last> rest = new TreeMap<>(lastContainers);
    rest.keySet().removeIf(name -> isDone(pod, name));
    return rest;
  }

  /** Whether every container that was given a new image runs it. */
  public boolean isDone(PodView pod) {
    return lastContainers.keySet().stream().allMatch(name -> isDone(pod, name));
  }

  /** Whether the next images may be given out. */
  boolean mayGoOn(PodView pod) {
    return isDone(pod)
        && requiredReady.stream()
            .allMatch(name -> pod.containerStatus(name).map(s -> s.ready()).orElse(false));
  }

  // The kubelet reports another imageID once the new image runs. A name that means the same image
  // as before (a moved tag, or back to the old one before anything happened) never changes the ID;
  // then the reported name decides. Whether a kubelet has begun with an image that was taken back
  // meanwhile cannot be seen before Kubernetes 1.34 (observedGeneration of pods).
  private boolean isDone(PodView pod, String container) {
    Optional<String> wanted = imageOf(pod, container);
    if (wanted.isEmpty()) {
      return true;
    }
    Last last = lastContainers.getOrDefault(container, new Last("", ""));
    return pod.containerStatus(container)
        .map(
            now ->
                ImageName.same(now.image(), wanted.get())
                    || (!now.imageId().equals(last.imageId())
                        && (last.superseded().isEmpty()
                            || !ImageName.same(now.image(), last.superseded()))))
        .orElse(false);
  }

  private static Optional<String> imageOf(PodView pod, String container) {
    return pod.containers().stream()
        .filter(c -> c.name().equals(container))
        .map(PodView.Container::image)
        .findFirst();
  }

  /** The annotation's text. */
  String text(Instant now) {
    Json.Obj last = Json.Obj.EMPTY;
    for (Map.Entry<String, Last> entry : lastContainers.entrySet()) {
      last = last.with(entry.getKey(), entry.getValue().json());
    }
    List<Json> containers = new TreeSet<>(lastContainers.keySet()).stream().map(Json::of).toList();
    Json.Obj batch =
        Json.Obj.EMPTY
            .with("timestamp", Timestamps.text(now))
            .with("containers", Json.of(containers));
    return JsonText.canonical(
        Json.Obj.EMPTY
            .with("revision", revision)
            .with("updateTimestamp", Timestamps.text(now))
            .with("updateImages", Json.of(true))
            .with("lastContainerStatuses", last)
            .with("containerBatchesRecord", Json.of(List.of(batch))));
  }
}
