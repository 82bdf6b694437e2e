package io.windlass.core.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What decisions need to know of one pod, decoded once at the border. Immutable. Empty text stands
 * for "not set" where that saves memory.
 *
 * @param nodeName empty while the pod is not bound
 * @param containers of the spec, in its order, without init containers
 * @param initContainers of the spec, in its order
 * @param readinessGates condition types that must be true before the pod is ready
 */
public record PodView(
    ObjectMeta meta,
    String nodeName,
    List<Container> containers,
    List<Container> initContainers,
    List<String> readinessGates,
    Status status) {
  public PodView {
    containers = List.copyOf(containers);
    initContainers = List.copyOf(initContainers);
    readinessGates = List.copyOf(readinessGates);
  }

  /**
   * A container as the spec has it.
   *
   * @param resources see {@link ContainerResources}
   */
  public record Container(String name, String image, String resources) {
    /** Without resources. */
    public Container(String name, String image) {
      this(name, image, "");
    }
  }

  /** {@code status.phase}. */
  public enum Phase {
    PENDING,
    RUNNING,
    SUCCEEDED,
    FAILED,
    UNKNOWN
  }

  /** The status, as far as decisions need it. */
  public record Status(
      Phase phase,
      String podIp,
      Map<String, Condition> conditions,
      List<ContainerStatus> containers) {
    public Status {
      conditions = Compact.conditions(conditions);
      containers = Compact.statuses(containers);
    }

    private Status sharing(Status kin) {
      return new Status(
          phase,
          Compact.either(podIp, kin.podIp),
          Compact.conditions(conditions, kin.conditions),
          Compact.statuses(containers, kin.containers));
    }
  }

  /**
   * A container as the kubelet reports it.
   *
   * @param resources that it has got, see {@link ContainerResources}
   */
  public record ContainerStatus(
      String name,
      String image,
      String imageId,
      String containerId,
      boolean ready,
      int restarts,
      String resources) {
    /** Without resources. */
    public ContainerStatus(
        String name,
        String image,
        String imageId,
        String containerId,
        boolean ready,
        int restarts) {
      this(name, image, imageId, containerId, ready, restarts, "");
    }

    ContainerStatus withId(String id) {
      return new ContainerStatus(name, image, imageId, id, ready, restarts, resources);
    }

    ContainerStatus sharing(ContainerStatus kin) {
      return equals(kin)
          ? kin
          : new ContainerStatus(
              Compact.either(name, kin.name),
              Compact.either(image, kin.image),
              Compact.either(imageId, kin.imageId),
              Compact.either(containerId, kin.containerId),
              ready,
              restarts,
              Compact.either(resources, kin.resources));
    }
  }

  /**
   * An equal view that uses the instances of another where the parts are equal. With what the pod
   * was before, a change costs what changed; with a pod of the same owner, a pod costs what it has
   * of its own.
   */
  public PodView sharing(PodView kin) {
    Status sharedStatus = status.sharing(kin.status);
    return new PodView(
        meta.sharing(kin.meta),
        Compact.either(nodeName, kin.nodeName),
        Compact.either(containers, kin.containers),
        Compact.either(initContainers, kin.initContainers),
        Compact.either(readinessGates, kin.readinessGates),
        Compact.either(sharedStatus, kin.status));
  }

  /** Whether another is the same pod in the same state, but for its version. */
  public boolean sameButForVersion(PodView other) {
    return status.equals(other.status)
        && nodeName.equals(other.nodeName)
        && containers.equals(other.containers)
        && initContainers.equals(other.initContainers)
        && readinessGates.equals(other.readinessGates)
        && meta.sameButForVersion(other.meta);
  }

  public ObjectKey key() {
    return meta.key();
  }

  public String name() {
    return meta.key().name();
  }

  public String uid() {
    return meta.uid();
  }

  /** The condition of a type, if the pod has it. */
  public Optional<Condition> condition(String type) {
    return Optional.ofNullable(status.conditions().get(type));
  }

  /** Whether a condition is there and true. */
  public boolean hasTrue(String conditionType) {
    return status.conditions() instanceof ConditionMap conditions
        ? conditions.hasTrue(conditionType)
        : condition(conditionType).map(Condition::isTrue).orElse(false);
  }

  /** Neither finished nor being deleted. */
  public boolean isActive() {
    return status.phase() != Phase.SUCCEEDED
        && status.phase() != Phase.FAILED
        && !meta.isTerminating();
  }

  public boolean isReady() {
    return hasTrue("Ready");
  }

  public boolean isScheduled() {
    return hasTrue("PodScheduled");
  }

  /** Since when the pod has been ready; empty if it is not, or if the moment is not known. */
  public Optional<Instant> readySince() {
    return status.conditions() instanceof ConditionMap conditions
        ? conditions.trueSince("Ready")
        : condition("Ready").filter(Condition::isTrue).flatMap(Condition::lastTransition);
  }

  /** The status of a container, if the kubelet has reported one. */
  public Optional<ContainerStatus> containerStatus(String container) {
    return status.containers() instanceof ContainerStatuses statuses
        ? statuses.named(container)
        : status.containers().stream().filter(s -> s.name().equals(container)).findFirst();
  }

  /** The same, but its ID is cut short: that takes long to write, and is seldom asked for. */
  public Optional<ContainerStatus> reported(String container) {
    return status.containers() instanceof ContainerStatuses statuses
        ? statuses.reported(container)
        : containerStatus(container).map(s -> s.withId(""));
  }

  /** How often containers were restarted, the most of one; 0 if none reports. */
  public int maxRestarts() {
    return status.containers() instanceof ContainerStatuses statuses
        ? statuses.maxRestarts()
        : status.containers().stream().mapToInt(ContainerStatus::restarts).max().orElse(0);
  }
}
