package io.windlass.manager.rollout;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.windlass.core.lifecycle.PodMarks;
import io.windlass.core.model.PodView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * New pods of the same template. Pods are marked, and the controllers replace them within their
 * budget: a change of the template, as for Deployments, would be done in place and restart nothing.
 */
public final class Restart {
  private static final String MARK =
      "{\"metadata\":{\"labels\":{\"" + PodMarks.SPECIFIED_DELETE + "\":\"true\"}}}";

  private Restart() {}

  /** Marks all pods; returns their names. */
  public static List<String> begin(KubernetesClient client, Workload workload) {
    List<String> names =
        workload.pods().stream().filter(PodView::isActive).map(PodView::name).toList();
    for (String pod : names) {
      client
          .pods()
          .inNamespace(client.getNamespace())
          .withName(pod)
          .patch(PatchContext.of(PatchType.JSON_MERGE), MARK);
    }
    return names;
  }

  /** Waits until they are gone; false if they were not in time. */
  public static boolean await(KubernetesClient client, List<String> pods, Duration timeout) {
    Instant end = Instant.now().plus(timeout);
    for (String pod : pods) {
      long left = Math.max(Duration.between(Instant.now(), end).toMillis(), 1);
      try {
        client
            .pods()
            .inNamespace(client.getNamespace())
            .withName(pod)
            .waitUntilCondition((Pod found) -> found == null, left, TimeUnit.MILLISECONDS);
      } catch (KubernetesClientTimeoutException late) {
        return false;
      }
    }
    return true;
  }
}
