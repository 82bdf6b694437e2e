package io.windlass.core.model;

/**
 * A type of object in the API.
 *
 * @param group empty for the core group
 * @param version for example {@code v1}
 * @param kind for example {@code Pod}
 * @param plural the name in paths, for example {@code pods}
 */
public record ResourceKind(String group, String version, String kind, String plural) {
  public static final ResourceKind POD = new ResourceKind("", "v1", "Pod", "pods");
  public static final ResourceKind NODE = new ResourceKind("", "v1", "Node", "nodes");
  public static final ResourceKind NAMESPACE =
      new ResourceKind("", "v1", "Namespace", "namespaces");
  public static final ResourceKind CLAIM =
      new ResourceKind("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims");
  public static final ResourceKind CONTROLLER_REVISION =
      new ResourceKind("apps", "v1", "ControllerRevision", "controllerrevisions");

  /** {@code v1} or {@code apps/v1}. */
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }
}
