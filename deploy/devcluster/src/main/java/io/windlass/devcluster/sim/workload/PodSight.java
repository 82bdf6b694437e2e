package io.windlass.devcluster.sim.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.sim.object.Meta;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One pod as the controllers of workloads see it: some 500 bytes of what may be ten thousand.
 * Immutable.
 *
 * @param controller whom it belongs to, if to anybody
 * @param notes its annotations that decide something
 * @param life how it fares
 */
public record PodSight(
    Meta meta,
    Map<String, String> labels,
    Optional<Controlling> controller,
    Instant created,
    Notes notes,
    Life life) {

  private static final String DELETION_COST = "controller.kubernetes.io/pod-deletion-cost";
  private static final String TRACKED = "batch.kubernetes.io/job-tracking";
  private static final String INDEX = "batch.kubernetes.io/job-completion-index";

  public PodSight {
    labels = Map.copyOf(labels);
  }

  /** {@code status.phase}. */
  public enum Phase {
    PENDING,
    UNKNOWN,
    RUNNING,
    SUCCEEDED,
    FAILED
  }

  /**
   * What decides about a pod beside its labels.
   *
   * @param deletionCost the lower, the sooner it is chosen to go
   * @param jobIndex its completion index, empty if it has none
   * @param tracked whether a Job's finalizer is on it
   */
  public record Notes(int deletionCost, String jobIndex, boolean tracked) {}

  /**
   * How a pod fares.
   *
   * @param node empty until it is bound
   * @param meantFor the one node that its affinity names, bound or not; empty if it names none
   * @param readySince since when it is ready, if it is
   * @param exits how its main containers ended
   * @param disrupted the reason of its condition {@code DisruptionTarget}, else empty
   */
  public record Life(
      Phase phase,
      String node,
      String meantFor,
      Optional<Instant> readySince,
      int restarts,
      List<Exit> exits,
      String disrupted) {
    public Life {
      exits = List.copyOf(exits);
    }
  }

  /** How a container ended. */
  public record Exit(String container, int code, Instant finished) {}

  public static PodSight of(ObjectNode pod) {
    Meta meta = Meta.of(pod);
    return new PodSight(
        meta,
        Meta.labels(pod),
        Controlling.of(pod),
        Meta.moment(pod.at("/metadata/creationTimestamp")).orElse(Instant.EPOCH),
        notes(pod),
        life(pod));
  }

  public String name() {
    return meta.key().name();
  }

  public String uid() {
    return meta.uid();
  }

  public boolean isDeleting() {
    return meta.deleted().isPresent();
  }

  /** Whether it has come to an end, well or not. */
  public boolean isOver() {
    return life.phase() == Phase.SUCCEEDED || life.phase() == Phase.FAILED;
  }

  /** Whether it counts as one of its owner's: neither over nor going. */
  public boolean isActive() {
    return !isOver() && !isDeleting();
  }

  public boolean isReady() {
    return life.readySince().isPresent();
  }

  /** When it has been ready for so long, if it is ready. */
  public Optional<Instant> availableAt(Duration minReady) {
    return life.readySince().map(since -> since.plus(minReady));
  }

  /** Whether it has been ready for so long. */
  public boolean isAvailable(Duration minReady, Instant now) {
    return availableAt(minReady).filter(at -> minReady.isZero() || !at.isAfter(now)).isPresent();
  }

  /** The same pod, whose deletion has been asked for. */
  PodSight doomed(Instant when) {
    Meta going = new Meta(meta.key(), meta.uid(), meta.version(), Optional.of(when));
    return new PodSight(going, labels, controller, created, notes, life);
  }

  private static Notes notes(ObjectNode pod) {
    JsonNode annotations = pod.at("/metadata/annotations");
    boolean tracked = false;
    for (JsonNode finalizer : pod.at("/metadata/finalizers")) {
      tracked |= finalizer.asText().equals(TRACKED);
    }
    return new Notes(
        annotations.path(DELETION_COST).asInt(), annotations.path(INDEX).asText(), tracked);
  }

  private static Life life(ObjectNode pod) {
    JsonNode status = pod.path("status");
    Optional<Instant> readySince = Optional.empty();
    String disrupted = "";
    for (JsonNode condition : status.path("conditions")) {
      boolean holds = condition.path("status").asText().equals("True");
      if (holds && condition.path("type").asText().equals("Ready")) {
        readySince =
            Meta.moment(condition.path("lastTransitionTime")).or(() -> Optional.of(Instant.EPOCH));
      } else if (holds && condition.path("type").asText().equals("DisruptionTarget")) {
        disrupted = condition.path("reason").asText("unknown");
      }
    }
    String node = pod.at("/spec/nodeName").asText();
    return new Life(
        phase(status),
        node,
        node.isEmpty() ? meantFor(pod) : node,
        readySince,
        restarts(status),
        exits(status),
        disrupted);
  }

  private static String meantFor(ObjectNode pod) {
    return pod.at(
            "/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution"
                + "/nodeSelectorTerms/0/matchFields/0/values/0")
        .asText();
  }

  private static Phase phase(JsonNode status) {
    return switch (status.path("phase").asText()) {
      case "Running" -> Phase.RUNNING;
      case "Succeeded" -> Phase.SUCCEEDED;
      case "Failed" -> Phase.FAILED;
      case "Unknown" -> Phase.UNKNOWN;
      default -> Phase.PENDING;
    };
  }

  private static int restarts(JsonNode status) {
    int most = 0;
    for (JsonNode container : status.path("containerStatuses")) {
      most = Math.max(most, container.path("restartCount").asInt());
    }
    return most;
  }

  private static List<Exit> exits(JsonNode status) {
    List<Exit> exits = new ArrayList<>();
    for (String list : List.of("initContainerStatuses", "containerStatuses")) {
      for (JsonNode container : status.path(list)) {
        JsonNode ended = container.path("state").path("terminated");
        if (ended.isObject()) {
          exits.add(
              new Exit(
                  container.path("name").asText(),
                  ended.path("exitCode").asInt(),
                  Meta.moment(ended.path("finishedAt")).orElse(Instant.EPOCH)));
        }
      }
    }
    return exits;
  }
}
