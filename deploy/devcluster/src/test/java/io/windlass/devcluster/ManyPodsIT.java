package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ClusterApi;
import io.windlass.devcluster.api.ClusterApi.Filter;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.clock.RealClock;
import io.windlass.devcluster.document.Documents;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many pods at once, on real time: what is written for each, and nothing twice. */
final class ManyPodsIT {
  private static final int PODS = 300;

  @Test
  void eachPodCostsOneBindingAndOneStatusWrite(@TempDir Path directory) {
    try (RealClock clock = new RealClock();
        DevCluster cluster = DevCluster.start(DevClusterOptions.in(directory, clock))) {
      ClusterApi api = cluster.api();
      ResourceType pods = api.type("v1", "pods");
      for (int i = 0; i < PODS; i++) {
        api.create(pods, pod("p" + i));
      }
      await().atMost(Duration.ofSeconds(60)).until(() -> ready(api, pods) == PODS);

      Map<String, Long> counts = cluster.audit().counts();
      assertThat(counts).containsEntry("kube-scheduler create pods/binding 201", (long) PODS);
      assertThat(counts).containsEntry("kubelet update pods/status 200", (long) PODS);
      assertThat(counts.keySet()).noneMatch(key -> key.contains("pods") && key.endsWith(" 409"));
      assertThat(addresses(api, pods)).hasSize(PODS);
      assertThat(perNode(api, pods, "node-1")).isEqualTo(PODS / 3);
    }
  }

  private static ObjectNode pod(String name) {
    ObjectNode pod = Documents.object();
    pod.putObject("metadata").put("name", name).put("namespace", "default");
    pod.putObject("spec").putArray("containers").addObject().put("name", "a").put("image", "a:1");
    return pod;
  }

  private static long ready(ClusterApi api, ResourceType pods) {
    return api.list(pods, Filter.ALL).stream()
        .filter(p -> p.at("/status/containerStatuses/0/ready").asBoolean())
        .count();
  }

  private static Set<String> addresses(ClusterApi api, ResourceType pods) {
    List<ObjectNode> all = api.list(pods, Filter.ALL);
    return new HashSet<>(all.stream().map(p -> p.at("/status/podIP").asText()).toList());
  }

  private static long perNode(ClusterApi api, ResourceType pods, String node) {
    return api.list(pods, new Filter("", "", "", node)).size();
  }
}
