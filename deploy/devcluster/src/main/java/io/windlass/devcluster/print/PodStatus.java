package io.windlass.devcluster.print;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a table says about a pod: how many containers are ready, one word for its state, how often
 * containers started again. Reads a pod once when made; immutable from outside.
 */
final class PodStatus {
  private final JsonNode pod;
  private final Set<String> sidecars = new HashSet<>();
  private String reason;
  private int ready;
  private int restarts;
  private int sidecarRestarts;
  private Instant lastRestart = Instant.MIN;
  private Instant lastSidecarRestart = Instant.MIN;

  PodStatus(JsonNode pod) {
    this.pod = pod;
    for (JsonNode init : pod.at("/spec/initContainers")) {
      if (init.path("restartPolicy").asText().equals("Always")) {
        sidecars.add(init.path("name").asText());
      }
    }
    String stated = pod.at("/status/reason").asText();
    reason = stated.isEmpty() ? pod.at("/status/phase").asText() : stated;
    if (conditionReason("PodScheduled").equals("SchedulingGated")) {
      reason = "SchedulingGated";
    }
    boolean initializing = readInitContainers();
    if (!initializing || isTrue("Initialized")) {
      readContainers();
    }
    deletion();
  }

  String reason() {
    return reason;
  }

  int readyContainers() {
    return ready;
  }

  /** Containers that run at the same time: the ordinary ones and the sidecars. */
  int containers() {
    return pod.at("/spec/containers").size() + sidecars.size();
  }

  int restarts() {
    return restarts;
  }

  Optional<Instant> lastRestart() {
    return lastRestart.equals(Instant.MIN) ? Optional.empty() : Optional.of(lastRestart);
  }

  /** How many of the readiness gates are open, or {@code <none>} without any. */
  String readinessGates() {
    JsonNode gates = pod.at("/spec/readinessGates");
    long open = gates.valueStream().filter(g -> isTrue(g.path("conditionType").asText())).count();
    return gates.isEmpty() ? "<none>" : open + "/" + gates.size();
  }

  /** Reads up to the first init container that is not through; returns whether there is one. */
  private boolean readInitContainers() {
    JsonNode statuses = pod.at("/status/initContainerStatuses");
    for (int i = 0; i < statuses.size(); i++) {
      JsonNode status = statuses.get(i);
      boolean sidecar = sidecars.contains(status.path("name").asText());
      countInitRestarts(status, sidecar);
      JsonNode terminated = status.at("/state/terminated");
      boolean succeeded = terminated.isObject() && terminated.path("exitCode").asInt() == 0;
      boolean started = sidecar && status.path("started").asBoolean();
      if (!succeeded && !started) {
        reason = "Init:" + initReason(status, i);
        return true;
      }
      if (!succeeded && status.path("ready").asBoolean()) {
        ready++;
      }
    }
    return false;
  }

  private void countInitRestarts(JsonNode status, boolean sidecar) {
    restarts += status.path("restartCount").asInt();
    lastRestart = later(lastRestart, status);
    if (sidecar) {
      sidecarRestarts += status.path("restartCount").asInt();
      lastSidecarRestart = later(lastSidecarRestart, status);
    }
  }

  private String initReason(JsonNode status, int index) {
    JsonNode terminated = status.at("/state/terminated");
    String waiting = status.at("/state/waiting/reason").asText();
    if (terminated.isObject()) {
      return endOf(terminated);
    } else if (!waiting.isEmpty() && !waiting.equals("PodInitializing")) {
      return waiting;
    }
    return index + "/" + pod.at("/spec/initContainers").size();
  }

  private void readContainers() {
    restarts = sidecarRestarts;
    lastRestart = lastSidecarRestart;
    boolean running = false;
    JsonNode statuses = pod.at("/status/containerStatuses");
    for (int i = statuses.size() - 1; i >= 0; i--) {
      JsonNode status = statuses.get(i);
      restarts += status.path("restartCount").asInt();
      lastRestart = later(lastRestart, status);
      String waiting = status.at("/state/waiting/reason").asText();
      JsonNode terminated = status.at("/state/terminated");
      if (!waiting.isEmpty()) {
        reason = waiting;
      } else if (terminated.isObject()) {
        reason = endOf(terminated);
      } else if (status.path("ready").asBoolean() && status.at("/state/running").isObject()) {
        running = true;
        ready++;
      }
    }
    if (reason.equals("Completed") && running) {
      reason = isTrue("Ready") ? "Running" : "NotReady";
    }
  }

  private void deletion() {
    if (!pod.at("/metadata/deletionTimestamp").isTextual()) {
      return;
    }
    String phase = pod.at("/status/phase").asText();
    if (pod.at("/status/reason").asText().equals("NodeLost")) {
      reason = "Unknown";
    } else if (!phase.equals("Succeeded") && !phase.equals("Failed")) {
      reason = "Terminating";
    }
  }

  private static String endOf(JsonNode terminated) {
    String stated = terminated.path("reason").asText();
    if (!stated.isEmpty()) {
      return stated;
    }
    int signal = terminated.path("signal").asInt();
    return signal != 0 ? "Signal:" + signal : "ExitCode:" + terminated.path("exitCode").asInt();
  }

  private static Instant later(Instant known, JsonNode status) {
    JsonNode finished = status.at("/lastState/terminated/finishedAt");
    if (!finished.isTextual()) {
      return known;
    }
    Instant found = OffsetDateTime.parse(finished.asText()).toInstant();
    return found.isAfter(known) ? found : known;
  }

  private boolean isTrue(String condition) {
    return condition(condition).path("status").asText().equals("True");
  }

  private String conditionReason(String condition) {
    return condition(condition).path("reason").asText();
  }

  private JsonNode condition(String type) {
    return pod.at("/status/conditions")
        .valueStream()
        .filter(condition -> condition.path("type").asText().equals(type))
        .findFirst()
        .orElseGet(com.fasterxml.jackson.databind.node.MissingNode::getInstance);
  }
}
