package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The unmodified fabric8 client against this API. */
@ExtendWith(SharedCluster.class)
final class Fabric8IT {
  private final TestCluster cluster;
  private final KubernetesClient client;

  Fabric8IT(TestCluster cluster) {
    this.cluster = cluster;
    this.client = client(true);
  }

  private KubernetesClient client(boolean onlyHttpWatches) {
    Config config = Config.fromKubeconfig(cluster.kubeconfig().toFile());
    config.setNamespace(cluster.namespace());
    config.setOnlyHttpWatches(onlyHttpWatches);
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  @AfterEach
  void close() {
    client.close();
  }

  private static ConfigMap configMap(String name) {
    return new ConfigMapBuilder().withNewMetadata().withName(name).endMetadata().build();
  }

  @ParameterizedTest(name = "only HTTP watches: {0}")
  @ValueSource(booleans = {true, false})
  void informersSeeObjectsComeChangeAndGo(boolean onlyHttpWatches) {
    String name = "informed-" + onlyHttpWatches;
    try (KubernetesClient watching = client(onlyHttpWatches);
        SharedIndexInformer<ConfigMap> informer =
            watching.configMaps().inNamespace(cluster.namespace()).runnableInformer(0).run()) {
      client.configMaps().resource(configMap(name)).create();
      Awaitility.await()
          .until(() -> informer.getStore().list().stream().anyMatch(c -> isNamed(c, name)));
      client.configMaps().withName(name).edit(c -> c.edit().addToData("k", "v").build());
      Awaitility.await()
          .until(
              () ->
                  informer.getStore().list().stream()
                      .anyMatch(c -> isNamed(c, name) && c.getData().containsKey("k")));
      client.configMaps().withName(name).delete();
      Awaitility.await()
          .until(() -> informer.getStore().list().stream().noneMatch(c -> isNamed(c, name)));
    }
  }

  private static boolean isNamed(ConfigMap configMap, String name) {
    return configMap.getMetadata().getName().equals(name);
  }

  @Test
  void failuresArriveAsTheyWereSaid() {
    client.configMaps().resource(configMap("twice")).create();
    KubernetesClientException taken =
        assertThrows(
            KubernetesClientException.class,
            () -> client.configMaps().resource(configMap("twice")).create());
    assertThat(taken.getCode()).isEqualTo(409);
    assertThat(taken.getStatus().getReason()).isEqualTo("AlreadyExists");
  }

  @Test
  void aLeaderIsElected() {
    AtomicBoolean leading = new AtomicBoolean();
    CompletableFuture<?> election =
        client.leaderElector().withConfig(election(leading)).build().start();
    Awaitility.await().untilTrue(leading);
    assertThat(
            client
                .leases()
                .inNamespace(cluster.namespace())
                .withName("leader")
                .get()
                .getSpec()
                .getHolderIdentity())
        .isEqualTo("me");
    election.cancel(true);
    Awaitility.await().untilFalse(leading);
  }

  private LeaderElectionConfig election(AtomicBoolean leading) {
    LeaderCallbacks callbacks =
        new LeaderCallbacks(() -> leading.set(true), () -> leading.set(false), id -> {});
    return new LeaderElectionConfigBuilder()
        .withName("leader")
        .withLock(new LeaseLock(cluster.namespace(), "leader", "me"))
        .withLeaseDuration(Duration.ofSeconds(15))
        .withRenewDeadline(Duration.ofSeconds(10))
        .withRetryPeriod(Duration.ofMillis(200))
        .withLeaderCallbacks(callbacks)
        .withReleaseOnCancel()
        .build();
  }
}
