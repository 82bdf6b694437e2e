package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.windlass.manager.GivenCluster;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Pods that a user's hooks hold; stories of OpenKruise's own tests, numbered as in its suite. */
@ResourceLock(providers = GivenCluster.class)
class CloneSetLifecycleIT {
  @RegisterExtension private static final ClusterExtension CLUSTER = ClusterExtension.any();

  private static final String IN_PLACE = "{type: InPlaceIfPossible, maxUnavailable: 100%}";
  private static final String LET_GO = "{\"metadata\":{\"labels\":{\"hold\":null}}}";
  private static final String HOLD = "{\"metadata\":{\"labels\":{\"hold\":\"yes\"}}}";

  private static Shop open(String name, String hook) {
    String manifest =
        Shop.manifest(name, 3, IN_PLACE)
            .replace("labels: {app: " + name + "}", "labels: {app: " + name + ", hold: 'yes'}");
    return Shop.create(CLUSTER, name, manifest + "  lifecycle: " + hook + "\n");
  }

  private static List<String> states(Shop shop) {
    return shop.pods().stream().map(CloneSetLifecycleIT::state).toList();
  }

  private static String state(Pod pod) {
    return pod.getMetadata().getLabels().getOrDefault("lifecycle.apps.kruise.io/state", "");
  }

  private static void awaitStates(Shop shop, String... states) {
    await(String.join(" ", states))
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(states(shop)).containsExactlyInAnyOrder(states));
  }

  private static void patch(List<Pod> pods, String patch) {
    PatchContext merge = PatchContext.of(PatchType.JSON_MERGE);
    pods.forEach(pod -> CLUSTER.client().resource(pod).patch(merge, patch));
  }

  private static Set<String> uids(List<Pod> pods) {
    return pods.stream().map(pod -> pod.getMetadata().getUid()).collect(Collectors.toSet());
  }

  /** Writes to pods by the manager, when no more come. */
  private static long writesSince(Requests before) {
    long[] last = {-1};
    await("quiet")
        .pollInterval(Duration.ofMillis(400))
        .until(() -> last[0] == (last[0] = CLUSTER.requests().since(before).podWrites()));
    return last[0];
  }

  @Test
  void preNormalHoldsANewPodUntilItBearsTheFinalizer() {
    Requests before = CLUSTER.requests();
    Shop shop = open("born", "{preNormal: {finalizersHandler: [windlass.io/ok]}}");
    shop.awaitStatus("readyReplicas", 3).awaitStatus("availableReplicas", 0);
    awaitStates(shop, "PreparingNormal", "PreparingNormal", "PreparingNormal");

    patch(shop.pods(), "{\"metadata\":{\"finalizers\":[\"windlass.io/ok\"]}}");
    shop.awaitStatus("availableReplicas", 3);
    awaitStates(shop, "Normal", "Normal", "Normal");
    assertThat(writesSince(before)).as("3 per pod").isEqualTo(9);

    patch(shop.pods(), "{\"metadata\":{\"finalizers\":null}}");
    assertThat(writesSince(before)).isEqualTo(9);
    awaitStates(shop, "Normal", "Normal", "Normal");
    shop.awaitStatus("availableReplicas", 3);
  }

  @Test
  void inPlaceUpdateHoldsAPodBeforeAndAfter() {
    Shop shop =
        open("held", "{inPlaceUpdate: {labelsHandler: {hold: 'yes'}, markPodNotReady: true}}")
            .awaitRolledOut(3);
    Set<String> pods = uids(shop.pods());
    Requests before = CLUSTER.requests();

    shop.image("shop:2");
    awaitStates(shop, "PreparingUpdate", "PreparingUpdate", "PreparingUpdate");
    shop.awaitStatus("readyReplicas", 0);
    assertThat(shop.pods())
        .extracting(CloneSetLifecycleIT::podReady)
        .containsOnly("False [{\"userAgent\":\"Lifecycle\",\"key\":\"preUpdateHook\"}]");
    assertThat(shop.running("shop:1")).isEqualTo(3);

    patch(shop.pods(), LET_GO);
    awaitStates(shop, "Updated", "Updated", "Updated");
    shop.awaitStatus("updatedReadyReplicas", 3).awaitStatus("updatedAvailableReplicas", 0);
    assertThat(shop.pods()).extracting(CloneSetLifecycleIT::podReady).containsOnly("True []");

    patch(shop.pods(), HOLD);
    awaitStates(shop, "Normal", "Normal", "Normal");
    assertThat(shop.running("shop:2")).isEqualTo(3);
    assertThat(uids(shop.pods())).isEqualTo(pods);
    assertThat(writesSince(before)).as("5 per pod").isEqualTo(15);
  }

  private static String podReady(Pod pod) {
    return pod.getStatus().getConditions().stream()
        .filter(condition -> condition.getType().equals("KruisePodReady"))
        .map((PodCondition c) -> c.getStatus() + " " + c.getMessage())
        .findFirst()
        .orElse("");
  }

  @Test
  void preDeleteHoldsAPodThatIsToGo() {
    Shop shop =
        open("leaving", "{preDelete: {labelsHandler: {hold: 'yes'}, markPodNotReady: true}}")
            .awaitRolledOut(3);
    Requests before = CLUSTER.requests();

    shop.resource().scale(1);
    awaitStates(shop, "Normal", "PreparingDelete", "PreparingDelete");
    shop.awaitStatus("replicas", 3).awaitStatus("readyReplicas", 1);

    patch(shop.pods().stream().filter(p -> state(p).equals("PreparingDelete")).toList(), LET_GO);
    shop.awaitStatus("replicas", 1);
    await().untilAsserted(() -> assertThat(shop.pods()).hasSize(1));
    assertThat(writesSince(before)).as("2 per pod").isEqualTo(4);
  }
}
