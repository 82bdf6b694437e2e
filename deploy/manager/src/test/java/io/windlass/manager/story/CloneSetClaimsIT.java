package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.windlass.manager.GivenCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Claims of pods: made, mounted, taken over, and cleaned up. */
@ResourceLock(providers = GivenCluster.class)
class CloneSetClaimsIT {
  @RegisterExtension private static final ClusterExtension CLUSTER = ClusterExtension.any();

  static final String TEMPLATES =
      """
        volumeClaimTemplates:
        - metadata: {name: data}
          spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
        - metadata: {name: logs}
          spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
      """;

  private static Shop open(String name, int replicas) {
    return Shop.create(
        CLUSTER,
        name,
        Shop.manifest(name, replicas, "{type: ReCreate, maxUnavailable: 100%}") + TEMPLATES);
  }

  @Test
  void eachPodHasItsOwnClaims() {
    Shop shop = open("claims", 3).awaitRolledOut(3);
    assertThat(claims("claims"))
        .hasSize(6)
        .allSatisfy(claim -> assertThat(owner(claim).getKind()).isEqualTo("CloneSet"))
        .allSatisfy(claim -> assertThat(owner(claim).getController()).isTrue());
    assertThat(shop.pods())
        .allSatisfy(
            pod -> assertThat(volume(pod)).isEqualTo("data-" + pod.getMetadata().getName()));
  }

  private static String volume(Pod pod) {
    return pod.getSpec().getVolumes().getFirst().getPersistentVolumeClaim().getClaimName();
  }

  @Test
  void theSampleHasAVolumeForEachPod() throws IOException {
    Shop.create(CLUSTER, "store", sample("cloneset-claims.yaml")).awaitRolledOut(3);

    assertThat(claims("store")).hasSize(3);
  }

  static String sample(String file) throws IOException {
    return Files.readString(
        Path.of(System.getProperty("windlass.root"), "deploy", "samples", file));
  }

  @Test
  void aScaleInTakesTheClaimsAlong() {
    Shop shop = open("in", 3).awaitRolledOut(3);

    shop.resource().scale(1);
    shop.awaitRolledOut(1);

    await("claims gone").atMost(Duration.ofSeconds(30)).until(() -> claims("in").size() == 2);
    assertThat(claims("in"))
        .allMatch(claim -> claim.getMetadata().getName().endsWith(ids(shop).getFirst()));
  }

  private static List<String> ids(Shop shop) {
    return shop.pods().stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .map(pod -> pod.getMetadata().getLabels().get("apps.kruise.io/cloneset-instance-id"))
        .sorted()
        .toList();
  }

  private static List<PersistentVolumeClaim> claims(String shop) {
    return CLUSTER
        .client()
        .persistentVolumeClaims()
        .inNamespace(CLUSTER.namespace())
        .withLabel("app", shop)
        .list()
        .getItems();
  }

  private static OwnerReference owner(PersistentVolumeClaim claim) {
    return claim.getMetadata().getOwnerReferences().getFirst();
  }
}
