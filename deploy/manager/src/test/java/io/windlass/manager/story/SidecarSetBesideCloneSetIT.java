package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodReadinessGate;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.windlass.manager.GivenCluster;
import io.windlass.manager.process.WindlassProcess;
import io.windlass.manager.wiring.ControllerRuntime;
import io.windlass.runtime.control.Term;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The same pods are those of a CloneSet and of a SidecarSet; managers come and go. */
@ResourceLock(providers = GivenCluster.class)
class SidecarSetBesideCloneSetIT {
  @RegisterExtension
  private static final ClusterExtension CLUSTER = ClusterExtension.any().withoutManager();

  private static final int PODS = 6;

  private static ControllerRuntime manager() throws IOException, InterruptedException {
    return ControllerRuntime.startInTerm(
        CLUSTER.managerClient(), CLUSTER.platform(), CLUSTER.settings(), Term.UNCONTESTED);
  }

  @Test
  void bothUpdateTheSamePodsAtOnceAndNeitherUndoesOrRestartsTheOthersWork() throws Exception {
    String log =
        "{containers: [{name: log, image: 'log:%d'}], updateStrategy: {maxUnavailable: 2}}";
    Shop app;
    SidecarShop sidecars;
    try (ControllerRuntime _ = manager()) {
      app = Shop.create(CLUSTER, "both", cloneSet());
      app.awaitStatus("observedGeneration", 1);
      sidecars = SidecarShop.open(CLUSTER, "both", log.formatted(1));
    }
    adopt(app, sidecars);
    app.edit("{replicas: %d}".formatted(PODS));
    try (ControllerRuntime _ = manager()) {
      app.awaitRolledOut(PODS);
      sidecars.awaitCounters("6/6/6/6");
      List<String> identities = app.identities();

      app.edit("{template: {spec: {containers: [{name: main, image: 'shop:2'}]}}}");
      sidecars.edit(log.formatted(2));

      app.awaitRolledOut(PODS);
      sidecars.awaitCounters("6/6/6/6");
      assertThat(app.identities()).isEqualTo(identities);
      assertThat(sidecars.images("main")).containsOnly("shop:2");
      assertThat(sidecars.images("log")).containsOnly("log:2");
      assertThat(sidecars.restarts("main")).containsOnly(1);
      assertThat(sidecars.restarts("log")).containsOnly(1);
    }
  }

  private static String cloneSet() {
    return """
    apiVersion: apps.kruise.io/v1alpha1
    kind: CloneSet
    metadata: {name: both}
    spec:
      replicas: 0
      selector: {matchLabels: {app: both}}
      template:
        metadata: {labels: {app: both}}
        spec: {containers: [{name: main, image: 'shop:1'}]}
      updateStrategy: {type: InPlaceOnly, maxUnavailable: 2}
    """;
  }

  private static void adopt(Shop app, SidecarShop sidecars) {
    for (int i = 0; i < PODS; i++) {
      adopt(app, sidecars, i);
    }
  }

  /**
   * A pod as the CloneSet would have made it, with the sidecars that admission would have added.
   */
  private static void adopt(Shop app, SidecarShop sidecars, int i) {
    String revision = app.status("updateRevision");
    String name = "both-pod0" + i;
    Map<String, String> labels =
        Map.of(
            "controller-revision-hash",
            revision,
            "pod-template-hash",
            revision.substring(revision.lastIndexOf('-') + 1),
            "apps.kruise.io/cloneset-instance-id",
            "pod0" + i,
            "lifecycle.apps.kruise.io/state",
            "Normal");
    sidecars.pod(name, labels, pod -> own(app, pod));
    CLUSTER
        .client()
        .pods()
        .withName(name)
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.STRATEGIC_MERGE),
            "{\"status\":{\"conditions\":[{\"type\":\"InPlaceUpdateReady\",\"status\":\"True\"}]}}");
  }

  private static void own(Shop app, Pod pod) {
    pod.getMetadata()
        .setOwnerReferences(
            List.of(
                new OwnerReferenceBuilder()
                    .withApiVersion("apps.kruise.io/v1alpha1")
                    .withKind("CloneSet")
                    .withName("both")
                    .withUid(app.resource().get().getMetadata().getUid())
                    .withController(true)
                    .withBlockOwnerDeletion(true)
                    .build()));
    pod.getSpec().setReadinessGates(List.of(new PodReadinessGate("InPlaceUpdateReady")));
  }

  @Test
  void aManagerKilledBetweenTheStepsOfAHotUpgradeIsFollowedByOneThatEndsIt(@TempDir Path folder)
      throws Exception {
    assumeTrue(CLUSTER.isDevcluster(), "other kubelets cannot be slowed down");
    String hot =
        "{containers: [{name: mesh, image: 'mesh:%d', upgradeStrategy:"
            + " {upgradeType: HotUpgrade, hotUpgradeEmptyImage: 'empty:1'}}]}";
    SidecarShop shop = killedAfterTheFirstStep(hot, folder);
    await("the new twin runs")
        .atMost(Duration.ofSeconds(20))
        .until(() -> shop.restarts("mesh-2").equals(List.of(1)));
    assertThat(shop.images("mesh-1")).as("nobody was there").containsExactly("mesh:1");

    Requests before = CLUSTER.requests();
    try (ControllerRuntime _ = manager()) {
      shop.awaitCounters("1/1/1/1");
      assertThat(shop.images("mesh-1")).containsExactly("empty:1");
      assertThat(shop.restarts("mesh-2")).as("nothing is done twice").containsExactly(1);
      assertThat(shop.restarts("main")).containsExactly(0);
      assertThat(shop.revisions()).containsExactly(1L, 2L);
      // The flip, and the condition if the first manager did not come to it.
      assertThat(CLUSTER.requests().since(before).podWrites()).isBetween(1L, 2L);
    }
  }

  private static SidecarShop killedAfterTheFirstStep(String hot, Path folder) throws Exception {
    try (WindlassProcess manager =
        WindlassProcess.start(folder, "manager", "--kubeconfig=" + CLUSTER.kubeconfig())) {
      manager.awaitLog("the controllers act");
      SidecarShop shop =
          SidecarShop.open(CLUSTER, "flip", hot.formatted(1))
              .pod("flip-a", Map.of(), SidecarSetBesideCloneSetIT::slow);
      shop.awaitCounters("1/1/1/1");
      shop.edit(hot.formatted(2));
      await("first step").until(() -> shop.images("mesh-2").equals(List.of("mesh:2")));
      manager.kill();
      return shop;
    }
  }

  /** So that the manager is gone before the twin runs. */
  private static void slow(Pod pod) {
    Objects.requireNonNull(pod.getMetadata().getAnnotations())
        .put("sim.windlass.io/restart-delay", "3s");
  }
}
