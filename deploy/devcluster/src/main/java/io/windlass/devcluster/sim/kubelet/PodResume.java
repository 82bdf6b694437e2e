package io.windlass.devcluster.sim.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.sim.kubelet.ContainerRun.Exit;
import io.windlass.devcluster.sim.kubelet.ContainerRun.State;
import io.windlass.devcluster.sim.kubelet.PodRun.Addresses;
import io.windlass.devcluster.sim.object.Meta;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a kubelet that has just been started knows of a pod that an earlier one has run: what its
 * status tells. Pure. Delays and back-offs that were under way begin again.
 */
final class PodResume {
  private final Instant now;
  private final Map<String, String> firm = new HashMap<>();

  private PodResume(ObjectNode pod, Instant now) {
    this.now = now;
    PodManifest.of(pod).containers().forEach(c -> firm.put(c.name(), c.firm()));
  }

  /** The run of a pod whose status has an address; fails for one that has none. */
  static PodRun of(ObjectNode pod, Instant now) {
    JsonNode status = pod.path("status");
    if (status.path("podIP").asText().isEmpty()) {
      throw new IllegalArgumentException("a pod that no kubelet has seen: " + Meta.of(pod).key());
    }
    PodResume resume = new PodResume(pod, now);
    Map<String, ContainerRun> runs = new HashMap<>();
    for (String list : new String[] {"initContainerStatuses", "containerStatuses"}) {
      status.path(list).forEach(s -> runs.put(s.path("name").asText(), resume.run(s)));
    }
    Addresses addresses =
        new Addresses(status.path("hostIP").asText(), status.path("podIP").asText());
    Instant began = Meta.moment(status.path("startTime")).orElse(now);
    return new PodRun(addresses, began, runs, Optional.empty());
  }

  private ContainerRun run(JsonNode status) {
    boolean everRan = !status.path("containerID").asText().isEmpty();
    if (!everRan) {
      return ContainerRun.NEW;
    }
    int starts = status.path("restartCount").asInt() + 1;
    String image = status.path("image").asText();
    JsonNode state = status.path("state");
    Optional<Exit> ended = exit(state.path("terminated"), starts);
    Optional<Exit> before = exit(status.path("lastState").path("terminated"), starts - 1);
    State next =
        Meta.moment(state.path("running").path("startedAt"))
            .<State>map(State.Running::new)
            .orElseGet(() -> ended.isPresent() ? new State.Ended() : new State.Preparing(now));
    return new ContainerRun(
        image,
        image,
        next,
        starts,
        ended.or(() -> before),
        Duration.ZERO,
        firm.getOrDefault(status.path("name").asText(), ""));
  }

  private Optional<Exit> exit(JsonNode terminated, int start) {
    if (terminated.isMissingNode()) {
      return Optional.empty();
    }
    Instant started = Meta.moment(terminated.path("startedAt")).orElse(now);
    Instant finished = Meta.moment(terminated.path("finishedAt")).orElse(now);
    int code = terminated.path("exitCode").asInt();
    return Optional.of(
        new Exit(started, finished, code, terminated.path("reason").asText(), start));
  }
}
