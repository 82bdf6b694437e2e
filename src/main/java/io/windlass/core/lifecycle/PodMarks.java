package io.windlass.core.lifecycle;

/** Labels, annotations and conditions by which OpenKruise and its users know a pod's state. */
public final class PodMarks {
  /** Label: a {@link LifecycleState}. */
  public static final String LIFECYCLE_STATE = "lifecycle.apps.kruise.io/state";

  /** Annotation: when the lifecycle state changed last, RFC 3339. */
  public static final String LIFECYCLE_TIMESTAMP = "lifecycle.apps.kruise.io/timestamp";

  /** Label: the name of the pod's ControllerRevision, or only the hash at its end. */
  public static final String REVISION = "controller-revision-hash";

  /** Label: the hash of the pod's revision. */
  public static final String TEMPLATE_HASH = "pod-template-hash";

  /** Label: the random part of the pod's name. */
  public static final String INSTANCE_ID = "apps.kruise.io/cloneset-instance-id";

  /** Label, whatever its value: this pod is to be deleted. */
  public static final String SPECIFIED_DELETE = "apps.kruise.io/specified-delete";

  /** Annotation: what it costs to delete the pod, compared to others. */
  public static final String DELETION_COST = "controller.kubernetes.io/pod-deletion-cost";

  /** Readiness gate and condition: false while the pod is updated in place. */
  public static final String IN_PLACE_READY = "InPlaceUpdateReady";

  /** Readiness gate and condition: false while somebody keeps traffic off the pod. */
  public static final String POD_READY = "KruisePodReady";

  private PodMarks() {}
}
