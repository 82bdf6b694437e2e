package io.windlass.devcluster.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.store.ClusterStore;
import io.windlass.devcluster.store.ObjectKey;
import io.windlass.devcluster.store.Stored;
import io.windlass.devcluster.store.TypeStore;
import java.util.List;
import java.util.Set;

/** What the existence of namespaces means for other objects. Thread-safe. */
public final class Namespaces {
  private static final ResourceType NAMESPACES =
      new ResourceType(
          "",
          "v1",
          new ResourceType.Names("Namespace", "namespaces", "namespace", List.of(), List.of()),
          false,
          Set.of(),
          Set.of());

  private final TypeStore store;

  public Namespaces(ClusterStore store) {
    this.store = store.of(NAMESPACES);
  }

  /** 404 for a namespace that does not exist, 403 for one that is being deleted. */
  void checkOpenForCreation(ResourceType type, String namespace, String name) {
    Stored stored =
        store
            .get(new ObjectKey("", namespace))
            .orElseThrow(() -> ApiException.notFound(NAMESPACES, namespace));
    ObjectNode found = stored.tree();
    if (ObjectMeta.isBeingDeleted(found)) {
      throw terminating(type, namespace, name);
    }
  }

  private static ApiException terminating(ResourceType type, String namespace, String name) {
    String why =
        "unable to create new content in namespace %s because it is being terminated"
            .formatted(namespace);
    Cause cause =
        new Cause(
            "NamespaceTerminating",
            "namespace %s is being terminated".formatted(namespace),
            "metadata.namespace");
    return new ApiException(
        403,
        "Forbidden",
        "%s \"%s\" is forbidden: %s".formatted(type.qualifiedName(), name, why),
        new ApiException.Subject(type.group(), type.plural(), name),
        List.of(cause));
  }
}
