package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.windlass.core.testing.CloneSets;
import io.windlass.manager.GivenCluster;
import io.windlass.manager.wiring.ControllerRuntime;
import io.windlass.runtime.control.Term;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A manager starts where OpenKruise 1.9 has left a CloneSet in the middle of a canary. */
@ResourceLock(providers = GivenCluster.class)
class AdoptionIT {
  @RegisterExtension
  private static final ClusterExtension CLUSTER = ClusterExtension.any().withoutManager();

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
  private static final int PODS = 5;

  @Test
  void noPodIsTouchedUntilSomebodyEdits() throws Exception {
    Shop shop = left();
    List<String> versions = shop.versions();
    String version = shop.resource().get().getMetadata().getResourceVersion();
    List<String> identities = shop.identities();
    Requests before = CLUSTER.requests();
    try (ControllerRuntime _ =
        ControllerRuntime.startInTerm(
            CLUSTER.managerClient(), CLUSTER.platform(), CLUSTER.settings(), Term.UNCONTESTED)) {
      Shop.open(CLUSTER, "other", 1, "{type: InPlaceIfPossible}").awaitRolledOut(1);
      assertThat(shop.versions()).isEqualTo(versions);
      assertThat(shop.resource().get().getMetadata().getResourceVersion()).isEqualTo(version);
      assertThat(CLUSTER.requests().since(before).podWrites()).as("of the other").isEqualTo(2);

      shop.edit("{updateStrategy: {partition: 0, maxUnavailable: 5}}").awaitRolledOut(PODS);
      assertThat(shop.running("web:2")).isEqualTo(PODS);
      assertThat(shop.identities()).isEqualTo(identities);
    }
  }

  /** The vector, in this cluster: its uid, its namespace, its kubelets. */
  private static Shop left() throws IOException {
    JsonNode vector = vector();
    GenericKubernetesResource cloneSet = create(vector.path("cloneSet"), "");
    Shop shop = Shop.existing(CLUSTER, "web");
    String uid = shop.resource().get().getMetadata().getUid();
    ObjectNode status = vector.path("cloneSet").path("status").deepCopy();
    status.put("observedGeneration", 1);
    shop.resource().subresource("status").patch(MERGE, "{\"status\":" + status + "}");
    for (JsonNode revision : vector.path("revisions")) {
      create(revision, uid);
    }
    for (JsonNode pod : vector.path("pods")) {
      create(pod, uid);
      CLUSTER
          .client()
          .pods()
          .withName(pod.path("metadata").path("name").asText())
          .subresource("status")
          .patch(
              PatchContext.of(PatchType.STRATEGIC_MERGE),
              "{\"status\":{\"conditions\":[{\"type\":\"InPlaceUpdateReady\",\"status\":\"True\"}]}}");
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(shop.pods()).hasSize(PODS).allMatch(Shop::isReady));
    assertThat(cloneSet.getKind()).isEqualTo("CloneSet");
    return shop;
  }

  private static JsonNode vector() throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(
            CloneSets.class.getResourceAsStream("/io/windlass/core/adoption/partitioned.json"))) {
      return JSON.readTree(stream);
    }
  }

  private static GenericKubernetesResource create(JsonNode document, String ownerUid) {
    ObjectNode copy = document.deepCopy();
    copy.remove("status");
    ((ObjectNode) copy.path("metadata"))
        .put("namespace", CLUSTER.namespace())
        .remove(List.of("uid", "resourceVersion", "generation", "creationTimestamp"));
    copy.path("metadata")
        .path("ownerReferences")
        .forEach(owner -> ((ObjectNode) owner).put("uid", ownerUid));
    if (copy.path("spec") instanceof ObjectNode spec) {
      spec.remove("nodeName");
    }
    return CLUSTER
        .client()
        .resource(Serialization.unmarshal(copy.toString(), GenericKubernetesResource.class))
        .create();
  }
}
