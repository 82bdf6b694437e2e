package io.windlass.core.autoscaling.check;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of an autoscaler's surroundings when it is checked.
 *
 * @param rivals what else scales something in the namespace
 * @param missingMetricApis groups that its metrics need and that are not served
 * @param budgets of the target's pods
 * @param mostReplicas the operator's limit
 */
public record World(
    Self self,
    Target target,
    List<Rival> rivals,
    List<String> missingMetricApis,
    List<Budget> budgets,
    long mostReplicas) {
  public World {
    rivals = List.copyOf(rivals);
    missingMetricApis = List.copyOf(missingMetricApis);
    budgets = List.copyOf(budgets);
  }

  /**
   * The autoscaler itself.
   *
   * @param rank tells which of two is older
   * @param hasTakenOver whether its takeover is over, so that a new HorizontalPodAutoscaler of that
   *     name is as any other
   */
  public record Self(String name, String rank, boolean hasTakenOver) {
    /** The rank of one that is not there yet, or has not acted so far: all others are older. */
    public static final String YOUNGEST = "~";
  }

  /** The same to an autoscaler that is younger than all others. */
  public World toYoungest() {
    return new World(
        new Self(self.name(), Self.YOUNGEST, self.hasTakenOver()),
        target,
        rivals,
        missingMetricApis,
        budgets,
        mostReplicas);
  }

  /** What is known of the target. */
  public sealed interface Target {
    /** Discovery does not know its kind. */
    record UnknownKind() implements Target {}

    /** Its kind cannot be scaled. */
    record NotScalable() implements Target {}

    /** There is none of that name. */
    record Missing() implements Target {}

    /** It is there. */
    record Found(Workload workload) implements Target {}
  }

  /**
   * The target as it is.
   *
   * @param selector of its scale
   * @param scaledBy what owns it and sets its replicas
   * @param replicasInManifest who keeps {@code replicas} in a manifest
   * @param foreignWrites how often somebody else changed the replicas within ten minutes
   */
  public record Workload(
      long replicas,
      String selector,
      Optional<String> scaledBy,
      Optional<String> replicasInManifest,
      Optional<String> foreignWriter,
      int foreignWrites,
      List<Container> containers) {
    public Workload {
      containers = List.copyOf(containers);
    }
  }

  /**
   * One container of the target's pods.
   *
   * @param injectedBy the SidecarSet that it comes from
   * @param requests names of the resources that it requests, or gets from a LimitRange
   * @param bounded names of the resources whose limit is the request
   */
  public record Container(
      String name, Optional<String> injectedBy, List<String> requests, List<String> bounded) {}

  /**
   * Something else that scales.
   *
   * @param scales the kind and name of what it scales, through a HorizontalPodAutoscaler too
   * @param resources that a VPA in mode Auto changes
   */
  public record Rival(Kind kind, String name, String scales, String rank, List<String> resources) {
    public Rival {
      resources = List.copyOf(resources);
    }

    boolean isOlderThan(Self self) {
      return rank.compareTo(self.rank()) < 0;
    }

    /** Its kind. */
    public enum Kind {
      TIMED("TimedPodAutoscaler"),
      HPA("HorizontalPodAutoscaler"),
      KEDA("ScaledObject"),
      CRON("CronHorizontalPodAutoscaler"),
      VPA("VerticalPodAutoscaler");

      private final String word;

      Kind(String word) {
        this.word = word;
      }

      /** As the API writes it. */
      public String word() {
        return word;
      }
    }
  }

  /** Something that bounds how many pods there can be. */
  public record Budget(String name, OptionalLong minAvailable, OptionalLong mostPods) {}
}
