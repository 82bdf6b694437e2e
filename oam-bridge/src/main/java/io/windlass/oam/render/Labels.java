package io.windlass.oam.render;

import io.windlass.core.model.Json;
import io.windlass.oam.model.Application;
import io.windlass.oam.model.Instance;
import io.windlass.oam.model.Workload;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The labels of what an application makes. Pods are told by application and instance, and by
 * nothing that ever changes.
 */
public final class Labels {
  public static final String APPLICATION = "app.oam.dev/name";
  public static final String INSTANCE = "oam.dev/instance-name";
  public static final String COMPONENT = "app.oam.dev/component";
  public static final String REVISION = "app.oam.dev/revision";
  public static final String RESOURCE_TYPE = "app.oam.dev/resourceType";
  public static final String NAMESPACE = "app.oam.dev/namespace";
  public static final String WORKLOAD_TYPE = "oam.dev/workload-type";
  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

  /** The value of {@link #MANAGED_BY}. */
  public static final String BRIDGE = "oam-bridge";

  private static final String KUBERNETES_NAME = "app.kubernetes.io/name";
  private static final Set<String> OURS =
      Set.of(
          APPLICATION,
          INSTANCE,
          COMPONENT,
          REVISION,
          RESOURCE_TYPE,
          NAMESPACE,
          WORKLOAD_TYPE,
          MANAGED_BY,
          KUBERNETES_NAME);

  private Labels() {}

  /** Whether only the bridge sets it. */
  public static boolean isOurs(String key) {
    return OURS.contains(key);
  }

  /** The value of {@link #APPLICATION} for an application of that name. */
  public static String applicationValue(String name) {
    return Names.labelValue(name);
  }

  /** By which the pods of an instance are found. */
  public static Json.Obj selector(Application application, Instance instance) {
    return Json.Obj.EMPTY
        .with(APPLICATION, Names.labelValue(application.identity().name()))
        .with(INSTANCE, Names.labelValue(instance.name()));
  }

  /** What pods bear. */
  static Json.Obj ofPods(Application application, Instance instance) {
    return selector(application, instance)
        .with(KUBERNETES_NAME, Names.labelValue(application.identity().name()))
        .with(COMPONENT, Names.labelValue(instance.component()))
        .with(WORKLOAD_TYPE, typeWord(instance.workload()));
  }

  /** What objects bear: the author's labels, and ours before them. */
  static Json.Obj ofObjects(Application application, Instance instance, String resourceType) {
    Map<String, Json> labels = new TreeMap<>();
    application.identity().labels().forEach((key, value) -> labels.put(key, Json.of(value)));
    labels.putAll(ofPods(application, instance).fields());
    labels.put(RESOURCE_TYPE, Json.of(resourceType));
    labels.put(MANAGED_BY, Json.of(BRIDGE));
    if (!instance.revision().isEmpty()) {
      labels.put(REVISION, Json.of(Names.labelValue(instance.revision())));
    }
    return new Json.Obj(labels);
  }

  private static String typeWord(Workload workload) {
    String name = workload.typeName();
    return Names.labelValue(name.substring(name.lastIndexOf('.') + 1));
  }
}
