package io.windlass.manager.demo;

import io.windlass.manager.demo.Observation.Sighting;
import io.windlass.manager.demo.PodSight.ContainerSight;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Observations in shorthand. It begins with two ready pods p1 and p2, each with a container "shop"
 * and another one. Events: {@code p1~} is not ready · {@code p1+} is ready with the new image, its
 * container restarted once · {@code p1!} the same, the other container restarted too · {@code p1@}
 * like + with another IP · {@code p1^} is being deleted · {@code p1x} is gone · any other name is a
 * new pod, without restarts.
 */
final class Scenes {
  static final String NEW_IMAGE = "shop:2";

  /** The pods came into being from one second after this on. */
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static final Set<String> OLD = Set.of("p1", "p2");

  private Scenes() {}

  static Observation of(String events) {
    List<PodSight> before = OLD.stream().sorted().map(Scenes::untouched).toList();
    return new Observation(
        before, Stream.of(events.split(" ")).filter(e -> !e.isEmpty()).map(Scenes::event).toList());
  }

  private static PodSight untouched(String pod) {
    return new PodSight(
        pod,
        pod,
        place(pod, false),
        "ip-" + pod,
        true,
        Map.of("shop", new ContainerSight("shop:1", 0), "agent", new ContainerSight("agent:1", 0)));
  }

  private static Sighting event(String token) {
    String pod = token.substring(0, token.length() - 1);
    int once = OLD.contains(pod) ? 1 : 0;
    return switch (token.charAt(token.length() - 1)) {
      case '~' -> new Sighting.Seen(pod(pod, "ip-" + pod, false, 0, 0));
      case '+' -> new Sighting.Seen(pod(pod, "ip-" + pod, true, once, 0));
      case '!' -> new Sighting.Seen(pod(pod, "ip-" + pod, true, once, once));
      case '@' -> new Sighting.Seen(pod(pod, "other-" + pod, true, once, 0));
      case '^' -> new Sighting.Seen(leaving(pod));
      case 'x' -> new Sighting.Gone(pod);
      default -> throw new IllegalArgumentException(token);
    };
  }

  private static PodSight pod(String name, String ip, boolean isReady, int restarts, int others) {
    return new PodSight(
        name,
        name,
        place(name, false),
        ip,
        isReady,
        Map.of(
            "shop",
            new ContainerSight(NEW_IMAGE, restarts),
            "agent",
            new ContainerSight("agent:1", others)));
  }

  private static PodSight leaving(String name) {
    PodSight sight = pod(name, "ip-" + name, false, 0, 0);
    return new PodSight(name, name, place(name, true), sight.ip(), false, sight.containers());
  }

  /** Each pod is on a node of its own; they came one second after the other. */
  private static PodSight.Place place(String pod, boolean isLeaving) {
    int number = Integer.parseInt(pod.substring(1));
    return new PodSight.Place("node-" + number, START.plusSeconds(number), isLeaving);
  }
}
