package io.windlass.devcluster.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ClusterApi.Ref;
import io.windlass.devcluster.api.ResourceType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A pod waits for its volumes before it gets a node. */
final class ClaimedPodTest {
  private static final String POD =
      "{containers: [{name: 'app', image: 'app:1'}], volumes: [{name: 'v', persistentVolumeClaim:"
          + " {claimName: 'data'}}]}";

  private final Cluster cluster = new Cluster(SimulationOptions.of(3));
  private final ResourceType claims = cluster.api.type("v1", "persistentvolumeclaims");

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void itSaysWhichClaimIsNotThere() {
    storageClass("Immediate");
    cluster.pod(POD, "{}");
    assertThat(message())
        .isEqualTo(
            "0/3 nodes are available: persistentvolumeclaim \"data\" not found. preemption: 0/3"
                + " nodes are available: 3 Preemption is not helpful for scheduling.");
    claim("{}");
    assertThat(message()).contains("pod has unbound immediate PersistentVolumeClaims");
    bind();
    assertThat(cluster.containers()).isEqualTo("app:running:ready:0");
  }

  @Test
  void ofAClaimThatWaitsForThePodNothingIsSaid() {
    storageClass("WaitForFirstConsumer");
    claim("{storageClassName: 'local'}");
    cluster.pod(POD, "{}");
    assertThat(cluster.condition("PodScheduled")).isEqualTo("none");
    bind();
    assertThat(cluster.containers()).isEqualTo("app:running:ready:0");
  }

  @Test
  void withoutStorageNobodyWaits() {
    cluster.pod(POD, "{}");
    assertThat(cluster.containers()).isEqualTo("app:running:ready:0");
  }

  private void storageClass(String mode) {
    ObjectNode local = Json.object("{metadata: {name: 'local'}}").put("volumeBindingMode", mode);
    cluster.api.create(cluster.api.type("storage.k8s.io/v1", "storageclasses"), local);
  }

  private String message() {
    return cluster.web().at("/status/conditions/0/message").asText();
  }

  private void claim(String spec) {
    ObjectNode claim = Json.object("{metadata: {name: 'data', namespace: 'default'}}");
    claim.set("spec", Json.object(spec));
    cluster.api.create(claims, claim);
  }

  private void bind() {
    cluster.api.update(
        new Ref(claims, "default", "data"),
        "status",
        claim -> {
          claim.withObjectProperty("status").put("phase", "Bound");
          return claim;
        });
  }
}
