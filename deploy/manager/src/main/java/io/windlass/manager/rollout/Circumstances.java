package io.windlass.manager.rollout;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.controllers.adapter.fabric8.Fabric8Http;
import io.windlass.controllers.adapter.fabric8.NodeLabelReader;
import io.windlass.core.cloneset.CloneSetView;
import io.windlass.core.model.NodeLabels;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * What matters beside a CloneSet and its own objects.
 *
 * @param nodes their labels, asked for where pods are spread over them
 * @param refusals what the server last refused of its pods
 */
record Circumstances(Supplier<NodeLabels> nodes, ToldRefusals refusals) {
  static final Circumstances NONE = new Circumstances(() -> NodeLabels.NONE, ToldRefusals.NONE);

  private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

  static Circumstances read(KubernetesClient client, CloneSetView cloneSet) throws IOException {
    Supplier<NodeLabels> nodes =
        new NodeLabelReader(Fabric8Http.of(client, READ_TIMEOUT), Instant::now);
    return new Circumstances(
        nodes, ToldRefusals.read(client, cloneSet.key().namespace(), cloneSet.uid()));
  }
}
