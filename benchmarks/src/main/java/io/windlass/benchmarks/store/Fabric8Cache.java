package io.windlass.benchmarks.store;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.impl.cache.CacheImpl;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;

/** The cache of the fabric8 informer with an index by the uid of the owner. */
final class Fabric8Cache {
  private static final String BY_OWNER = "owner";

  private final KubernetesSerialization serialization = new KubernetesSerialization();
  private final CacheImpl<Pod> cache = new CacheImpl<>();

  Fabric8Cache() {
    cache.addIndexers(Map.of(BY_OWNER, Fabric8Cache::owners));
  }

  private static List<String> owners(Pod pod) {
    return pod.getMetadata().getOwnerReferences().stream().map(OwnerReference::getUid).toList();
  }

  Pod decode(byte[] json) {
    return serialization.unmarshal(new ByteArrayInputStream(json), Pod.class);
  }

  void put(Pod pod) {
    cache.put(pod);
  }

  List<Pod> ownedBy(String uid) {
    return cache.byIndex(BY_OWNER, uid);
  }
}
