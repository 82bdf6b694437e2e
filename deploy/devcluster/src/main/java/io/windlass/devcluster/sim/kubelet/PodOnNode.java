package io.windlass.devcluster.sim.kubelet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.sim.object.Meta;
import java.lang.ref.WeakReference;
import java.util.Optional;

/**
 * What the kubelets keep of a pod between its steps: a hundred thousand whole objects would not fit
 * into memory.
 *
 * @param version of the newest state that was seen
 * @param object that state, as long as something else holds it too
 */
record PodOnNode(String uid, long version, String node, WeakReference<ObjectNode> object) {
  static PodOnNode of(ObjectNode pod) {
    Meta meta = Meta.of(pod);
    String node = pod.path("spec").path("nodeName").asText().intern();
    return new PodOnNode(meta.uid(), meta.version(), node, new WeakReference<>(pod));
  }

  /** The state that was seen last, if it is still in memory. */
  Optional<ObjectNode> recent() {
    return Optional.ofNullable(object.get());
  }
}
