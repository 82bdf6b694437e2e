package io.windlass.manager.webhooks;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.windlass.controllers.sidecarset.ConflictIndex;
import io.windlass.controllers.sidecarset.SidecarSetStores;
import io.windlass.core.admission.Surroundings;
import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.Violation;
import io.windlass.core.sidecarset.SidecarSetRevisions;
import io.windlass.core.sidecarset.SidecarSetSpec.Pinned;
import io.windlass.core.sidecarset.SidecarSetView;
import io.windlass.core.sidecarset.admission.Claims;
import io.windlass.core.sidecarset.admission.Neighbourhood;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the admission of one SidecarSet asks: the stores, and the API server for what is in none.
 *
 * @param home namespace of the administrator's ConfigMap
 */
record ClusterNeighbourhood(
    SidecarSetStores stores,
    ConflictIndex conflicts,
    KubernetesClient client,
    String home,
    Surroundings surroundings)
    implements Neighbourhood {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterNeighbourhood.class);
  private static final String CONFIGURATION = "kruise-configuration";
  private static final String WHITELIST = "SidecarSet_PatchPodMetadata_WhiteList";
  // Every cluster has it, and what is wrong with a pod does not depend on it.
  private static final String ANY_NAMESPACE = "default";

  @Override
  public Optional<SidecarSetView> sidecarSet(String name) {
    return stores.sidecarSets().get(new ObjectKey("", name));
  }

  @Override
  public Collection<SidecarSetView> near(Claims claims) {
    return conflicts.near(claims).stream().map(this::sidecarSet).flatMap(Optional::stream).toList();
  }

  @Override
  public boolean hasRevision(String sidecarSet, Pinned pinned) {
    return sidecarSet(sidecarSet)
        .map(found -> stores.revisions().ownedBy(found.uid()))
        .flatMap(revisions -> SidecarSetRevisions.pinned(sidecarSet, pinned, revisions))
        .isPresent();
  }

  // Without an answer nothing is on the list: what may not be allowed is refused.
  @Override
  public Optional<String> allowedAnnotations() {
    try {
      return Optional.ofNullable(
              client.configMaps().inNamespace(home).withName(CONFIGURATION).get())
          .map(ConfigMap::getData)
          .map((Map<String, String> texts) -> texts.get(WHITELIST));
    } catch (KubernetesClientException e) {
      LOG.atWarn().setCause(e).log("ConfigMap kruise-configuration cannot be read");
      return Optional.empty();
    }
  }

  @Override
  public List<Violation> dryRun(Json.Obj pod) {
    return surroundings.dryRun(ANY_NAMESPACE, pod);
  }
}
