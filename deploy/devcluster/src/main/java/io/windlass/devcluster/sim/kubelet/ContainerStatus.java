package io.windlass.devcluster.sim.kubelet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.sim.kubelet.ContainerRun.Exit;
import io.windlass.devcluster.sim.kubelet.ContainerRun.State;
import io.windlass.devcluster.sim.kubelet.PodManifest.Container;
import io.windlass.devcluster.sim.object.Timestamps;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/** One entry of {@code containerStatuses} or {@code initContainerStatuses}. Pure. */
final class ContainerStatus {
  private final PodManifest pod;
  private final Container container;
  private final ContainerRun run;

  ContainerStatus(PodManifest pod, Container container, ContainerRun run) {
    this.pod = pod;
    this.container = container;
    this.run = run;
  }

  /**
   * Renders it.
   *
   * @param idle the reason of a container that has not run yet
   */
  ObjectNode render(boolean ready, String idle, Instant now) {
    boolean everRan = run.starts() > 0;
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("name", container.name());
    status.set("state", state(idle, now));
    status.set("lastState", lastState());
    status.put("ready", ready);
    status.put("restartCount", run.restarts());
    status.put("image", everRan ? run.ran() : container.image());
    status.put("imageID", everRan ? imageId(run.ran()) : "");
    if (everRan) {
      status.put("containerID", containerId(run.starts()));
    }
    return status.put("started", run.state() instanceof State.Running);
  }

  /**
   * What a name with a digest says, whatever its tag; otherwise the same for equal names and
   * another one for any other name.
   */
  static String imageId(String image) {
    int digest = image.indexOf('@');
    if (digest < 0) {
      return image + "@sha256:" + sha256(image);
    }
    String name = image.substring(0, digest);
    int tag = name.indexOf(':', name.lastIndexOf('/') + 1);
    return (tag < 0 ? name : name.substring(0, tag)) + image.substring(digest);
  }

  private String containerId(int start) {
    return "containerd://" + sha256(pod.meta().uid() + " " + container.name() + " " + start);
  }

  private ObjectNode state(String idle, Instant now) {
    return switch (run.state()) {
      case State.Held() -> waiting(idle, "");
      case State.Preparing _ -> run.last().map(this::terminated).orElseGet(() -> waiting(idle, ""));
      case State.Unpullable(Instant quietFrom) -> unpullable(now.isBefore(quietFrom));
      case State.BackingOff(_, Duration held) -> waiting("CrashLoopBackOff", crashMessage(held));
      case State.Running(Instant since) -> running(since);
      case State.Ended() -> run.last().map(this::terminated).orElseGet(() -> waiting(idle, ""));
    };
  }

  // While a container is down its end is its state; once it waits or runs again, its last state.
  private ObjectNode lastState() {
    boolean over =
        switch (run.state()) {
          case State.Running _, State.BackingOff _, State.Unpullable _ -> true;
          case State.Held(), State.Preparing _, State.Ended() -> false;
        };
    return over
        ? run.last().map(this::terminated).orElseGet(JsonNodeFactory.instance::objectNode)
        : JsonNodeFactory.instance.objectNode();
  }

  private static ObjectNode running(Instant since) {
    ObjectNode state = JsonNodeFactory.instance.objectNode();
    state.putObject("running").put("startedAt", Timestamps.text(since));
    return state;
  }

  private static ObjectNode waiting(String reason, String message) {
    ObjectNode state = JsonNodeFactory.instance.objectNode();
    ObjectNode waiting = state.putObject("waiting").put("reason", reason);
    if (!message.isEmpty()) {
      waiting.put("message", message);
    }
    return state;
  }

  private ObjectNode unpullable(boolean fresh) {
    String image = container.image();
    return fresh
        ? waiting("ErrImagePull", "the simulated registry has no image \"%s\"".formatted(image))
        : waiting("ImagePullBackOff", "Back-off pulling image \"%s\"".formatted(image));
  }

  private String crashMessage(Duration held) {
    return "back-off %s restarting failed container=%s pod=%s"
        .formatted(seconds(held), container.name(), PodStatus.fullName(pod));
  }

  private static String seconds(Duration held) {
    long minutes = held.toMinutes();
    return minutes == 0 ? held.toSeconds() + "s" : minutes + "m" + held.toSecondsPart() + "s";
  }

  private ObjectNode terminated(Exit exit) {
    ObjectNode state = JsonNodeFactory.instance.objectNode();
    state
        .putObject("terminated")
        .put("exitCode", exit.code())
        .put("reason", exit.reason())
        .put("startedAt", Timestamps.text(exit.started()))
        .put("finishedAt", Timestamps.text(exit.finished()))
        .put("containerID", containerId(exit.start()));
    return state;
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
