package io.windlass.manager.wiring;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.core.model.Feature;
import io.windlass.core.model.Features;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which of the features that are switched on the cluster can serve. Stateless. */
final class ServedFeatures {
  private static final Logger LOG = LoggerFactory.getLogger(ServedFeatures.class);
  private static final String RESIZE = "pods/resize";

  private ServedFeatures() {}

  /**
   * The features without those that need an endpoint that the server does not have. Discovery is
   * asked, not the version: servers of the same version differ in their gates.
   */
  static Features of(KubernetesClient client, Features wanted) {
    if (!wanted.isOn(Feature.IN_PLACE_RESOURCES) || servesResize(client)) {
      return wanted;
    }
    LOG.atWarn()
        .addKeyValue("gate", Feature.IN_PLACE_RESOURCES.gate())
        .log("the server does not serve pods/resize: pods with other resources are re-created");
    Set<Feature> rest = new HashSet<>(wanted.on());
    rest.remove(Feature.IN_PLACE_RESOURCES);
    return new Features(rest);
  }

  private static boolean servesResize(KubernetesClient client) {
    return Optional.ofNullable(client.getApiResources("v1")).stream()
        .flatMap(list -> list.getResources().stream())
        .anyMatch(resource -> resource.getName().equals(RESIZE));
  }
}
