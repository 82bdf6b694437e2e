package io.windlass.manager.webhooks;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings objects that are stored in one version into another: an empty patch makes the API server
 * store an object as it stores them now. May be done twice, and by several at once.
 */
final class StoredObjects {
  private static final Logger LOG = LoggerFactory.getLogger(StoredObjects.class);
  private static final long PAGE = 500;
  private static final int NOT_FOUND = 404;
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  private final KubernetesClient client;

  StoredObjects(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Stores every object of a type in a version, and says so in the type's definition. Nothing is
   * done where that is done, and where objects are to be stored in another version now.
   */
  void bringTo(TwoVersionType type, String version) {
    var definition = client.apiextensions().v1().customResourceDefinitions().withName(type.name());
    if (!isAskedFor(definition.get(), version)) {
      return;
    }
    String apiVersion = type.hub().group() + "/" + version;
    int count = touchAll(apiVersion, type.hub().kind());
    definition
        .subresource("status")
        .patch(MERGE, "{\"status\":{\"storedVersions\":[\"%s\"]}}".formatted(version));
    LOG.atInfo()
        .addKeyValue("type", type.name())
        .addKeyValue("version", version)
        .addKeyValue("objects", count)
        .log("All objects are stored in this version");
  }

  private static boolean isAskedFor(CustomResourceDefinition definition, String version) {
    return definition.getSpec().getVersions().stream()
            .anyMatch(each -> each.getName().equals(version) && each.getStorage())
        && !definition.getStatus().getStoredVersions().equals(List.of(version));
  }

  private int touchAll(String apiVersion, String kind) {
    var objects = client.genericKubernetesResources(apiVersion, kind);
    int count = 0;
    Optional<String> next = Optional.empty();
    do {
      GenericKubernetesResourceList page =
          objects
              .inAnyNamespace()
              .list(
                  new ListOptionsBuilder().withLimit(PAGE).withContinue(next.orElse(null)).build());
      for (GenericKubernetesResource object : page.getItems()) {
        touch(apiVersion, kind, object);
        count++;
      }
      next = Optional.ofNullable(page.getMetadata().getContinue()).filter(c -> !c.isEmpty());
    } while (next.isPresent());
    return count;
  }

  private void touch(String apiVersion, String kind, GenericKubernetesResource object) {
    var objects = client.genericKubernetesResources(apiVersion, kind);
    String name = object.getMetadata().getName();
    try {
      Optional.ofNullable(object.getMetadata().getNamespace())
          .map(namespace -> objects.inNamespace(namespace).withName(name))
          .orElseGet(() -> objects.withName(name))
          .patch(MERGE, "{}");
    } catch (KubernetesClientException e) {
      if (e.getCode() != NOT_FOUND) {
        throw e;
      }
    }
  }
}
