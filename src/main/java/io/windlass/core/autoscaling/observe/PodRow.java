package io.windlass.core.autoscaling.observe;

import io.windlass.core.autoscaling.metric.PodReading.Life;
import io.windlass.core.autoscaling.metric.PodReading.Readiness;
import io.windlass.core.model.Json;
import io.windlass.core.model.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What decisions need of one pod.
 *
 * @param containers those that run side by side: sidecars among the init containers, too
 * @param requestsMilli of the pod as a whole, where it has such
 */
public record PodRow(
    String name,
    Map<String, String> labels,
    State state,
    List<Container> containers,
    Map<String, Long> requestsMilli) {
  public PodRow {
    labels = Map.copyOf(labels);
    containers = List.copyOf(containers);
    requestsMilli = Map.copyOf(requestsMilli);
  }

  /** How far it is. */
  public record State(
      Life life, boolean running, Optional<Readiness> readiness, Optional<Instant> started) {}

  /** A container with what it requests, which defaults of a LimitRange are part of. */
  public record Container(String name, Map<String, Long> requestsMilli) {
    public Container {
      requestsMilli = Map.copyOf(requestsMilli);
    }
  }

  /** Reads a pod. */
  public static PodRow of(Json pod) {
    Map<String, String> labels = new HashMap<>();
    pod.object("metadata", "labels")
        .fields()
        .forEach((key, value) -> value.text().ifPresent(text -> labels.put(key, text)));
    return new PodRow(
        pod.text("metadata", "name").orElse(""),
        labels,
        state(pod),
        containers(pod),
        requests(pod.object("spec", "resources", "requests")));
  }

  /** Whether it runs and is ready. */
  public boolean isReady() {
    return state.running() && state.readiness().filter(Readiness::isReady).isPresent();
  }

  /**
   * What it requests of a resource; empty if a container that counts requests nothing.
   *
   * @param container the only one that counts, or empty for all
   */
  public OptionalLong requestMilli(String resource, Optional<String> container) {
    if (container.isEmpty() && requestsMilli.containsKey(resource)) {
      return OptionalLong.of(requestsMilli.getOrDefault(resource, 0L));
    }
    long sum = 0;
    for (Container each : containers) {
      if (container.filter(name -> !name.equals(each.name())).isPresent()) {
        continue;
      }
      if (!each.requestsMilli().containsKey(resource)) {
        return OptionalLong.empty();
      }
      sum += each.requestsMilli().getOrDefault(resource, 0L);
    }
    return OptionalLong.of(sum);
  }

  private static State state(Json pod) {
    String phase = pod.text("status", "phase").orElse("Pending");
    boolean leaving =
        pod.text("metadata", "deletionTimestamp").isPresent() || phase.equals("Failed");
    Life life = leaving ? Life.LEAVING : phase.equals("Pending") ? Life.PENDING : Life.RUNNING;
    return new State(
        life,
        phase.equals("Running") && !leaving,
        readiness(pod),
        pod.text("status", "startTime").flatMap(Timestamps::parse));
  }

  private static Optional<Readiness> readiness(Json pod) {
    return pod.items("status", "conditions").stream()
        .filter(it -> it.text("type").equals(Optional.of("Ready")))
        .findFirst()
        .map(
            it ->
                new Readiness(
                    it.text("status").equals(Optional.of("True")),
                    it.text("lastTransitionTime")
                        .flatMap(Timestamps::parse)
                        .orElse(Instant.EPOCH)));
  }

  private static List<Container> containers(Json pod) {
    Stream<Json> sidecars =
        pod.items("spec", "initContainers").stream()
            .filter(it -> it.text("restartPolicy").equals(Optional.of("Always")));
    List<Container> containers = new ArrayList<>();
    Stream.concat(pod.items("spec", "containers").stream(), sidecars)
        .forEach(
            it ->
                containers.add(
                    new Container(
                        it.text("name").orElse(""), requests(it.object("resources", "requests")))));
    return containers;
  }

  static Map<String, Long> requests(Json.Obj amounts) {
    Map<String, Long> milli = new HashMap<>();
    amounts
        .fields()
        .forEach(
            (resource, amount) ->
                Amounts.milli(Optional.of(amount)).ifPresent(it -> milli.put(resource, it)));
    return milli;
  }
}
