package io.windlass.core.autoscaling.metric;

import java.util.Optional;

/**
 * One metric of an autoscaler.
 *
 * @param subject name of the resource or of the metric
 * @param container for {@link Kind#CONTAINER_RESOURCE}
 */
public record MetricSpec(
    String name, Kind kind, String subject, Optional<String> container, MetricTarget target) {
  /** Where a metric comes from, and what a failure to get it is called. */
  public enum Kind {
    RESOURCE("Resource", "FailedGetResourceMetric"),
    CONTAINER_RESOURCE("ContainerResource", "FailedGetContainerResourceMetric"),
    PODS("Pods", "FailedGetPodsMetric"),
    OBJECT("Object", "FailedGetObjectMetric"),
    EXTERNAL("External", "FailedGetExternalMetric");

    private final String word;
    private final String failure;

    Kind(String word, String failure) {
      this.word = word;
      this.failure = failure;
    }

    /** As the API writes it. */
    public String word() {
      return word;
    }

    /** Reason of the condition when it cannot be had. */
    public String failure() {
      return failure;
    }
  }

  /** The same with another target. */
  public MetricSpec with(MetricTarget other) {
    return new MetricSpec(name, kind, subject, container, other);
  }

  /** Whether it is measured at the target's own pods, so that no pods mean no metric. */
  public boolean needsPods() {
    return kind != Kind.OBJECT && kind != Kind.EXTERNAL;
  }

  boolean isCpu() {
    return (kind == Kind.RESOURCE || kind == Kind.CONTAINER_RESOURCE) && subject.equals("cpu");
  }
}
