package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.windlass.manager.GivenCluster;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What the server's audit says that the manager asked for, per pod. */
@ResourceLock(providers = GivenCluster.class)
class CloneSetRequestsIT {
  @RegisterExtension private static final ClusterExtension CLUSTER = ClusterExtension.any();

  private static final Scene SCENE = new Scene(CLUSTER, Edition.OLDER);
  private static final int PODS = 100;
  private static final String ALL_AT_ONCE = "{type: InPlaceIfPossible, maxUnavailable: 100%}";
  private static final String POD_CONFLICTS = "\\w+ pods\\S* 409";

  @Test
  void aCreatedPodTakesTwoWrites() {
    Requests before = CLUSTER.requests();
    Shop.open(CLUSTER, "two", PODS, ALL_AT_ONCE).awaitRolledOut(PODS);

    costs(before, 2);
  }

  @Test
  void aNewImageInPlaceTakesThreeWrites() {
    Shop shop = Shop.open(CLUSTER, "three", PODS, ALL_AT_ONCE).awaitRolledOut(PODS);
    Requests before = quiet();

    shop.image("shop:2").awaitRolledOut(PODS);

    costs(before, 3);
  }

  @Test
  void aNewLabelTakesOneWrite() {
    Shop shop = Shop.open(CLUSTER, "label", PODS, ALL_AT_ONCE).awaitRolledOut(PODS);
    Requests before = quiet();

    shop.edit("{template: {metadata: {labels: {tier: gold}}}}").awaitRolledOut(PODS);

    costs(before, 1);
  }

  @Test
  void aPodThatIsReplacedTakesThreeWrites() {
    Shop shop =
        Shop.open(CLUSTER, "replace", PODS, "{type: ReCreate, maxUnavailable: 100%}")
            .awaitRolledOut(PODS);
    Requests before = quiet();

    shop.image("shop:2").awaitRolledOut(PODS);

    costs(before, 3);
  }

  @Test
  void aPodThatIsMarkedAndWaitsBeforeItIsReplacedTakesFourWrites() {
    String held =
        Shop.manifest("waits", PODS, "{type: ReCreate, maxUnavailable: 100%}")
            .replace("labels: {app: waits}", "labels: {app: waits, hold: 'yes'}");
    String hook = "  lifecycle: {preDelete: {labelsHandler: {hold: 'yes'}}}\n";
    Shop shop = Shop.create(CLUSTER, "waits", held + hook).awaitRolledOut(PODS);
    Requests before = quiet();

    shop.image("shop:2");
    Scene.awaitState(shop, "PreparingDelete", PODS);
    SCENE.label(shop.pods(), "hold", "");
    shop.awaitRolledOut(PODS);

    assertThat(shop.running("shop:2")).isEqualTo(PODS);
    costs(before, 4);
  }

  @Test
  void aPodLessTakesOneWrite() {
    Shop shop = Shop.open(CLUSTER, "less", PODS + 1, ALL_AT_ONCE).awaitRolledOut(PODS + 1);
    Requests before = quiet();

    shop.resource().scale(1);
    shop.awaitRolledOut(1);

    costs(before, 1);
  }

  @Test
  void eachClaimOfAPodTakesOneWriteWhenItIsMadeAndOneWhenItGoes() {
    String manifest = Shop.manifest("claims", 11, ALL_AT_ONCE) + CloneSetClaimsIT.TEMPLATES;
    Requests before = CLUSTER.requests();
    Shop shop = Shop.create(CLUSTER, "claims", manifest).awaitRolledOut(11);
    Requests made = quiet();
    assertThat(made.since(before).claimWrites()).as("of two claims each").isEqualTo(22);
    assertThat(made.since(before).podWrites()).isEqualTo(22);

    shop.resource().scale(1);
    shop.awaitRolledOut(1);

    Requests cost = quiet().since(made);
    assertThat(cost.claimWrites()).as("%s", cost).isEqualTo(20);
    assertThat(cost.podWrites()).as("%s", cost).isEqualTo(10);
    assertThat(cost.sum("(get|list) p\\S* \\d+")).as("reads: %s", cost).isZero();
  }

  @Test
  void anEditThatChangesNothingForThePodsTakesNoWriteToThem() {
    Shop shop = Shop.open(CLUSTER, "noop", PODS, ALL_AT_ONCE).awaitRolledOut(PODS);
    Requests before = quiet();

    shop.edit("{revisionHistoryLimit: 7}").awaitRolledOut(PODS);
    shop.resource().edit(clone -> annotated(clone));

    Requests cost = quiet().since(before);
    assertThat(cost.podWrites()).isZero();
    assertThat(cost.sum("\\w+ clonesets/status 200"))
        .as("observedGeneration, and nothing for the annotation: %s", cost)
        .isEqualTo(1);
  }

  private static io.fabric8.kubernetes.api.model.GenericKubernetesResource annotated(
      io.fabric8.kubernetes.api.model.GenericKubernetesResource clone) {
    clone.getMetadata().getAnnotations().put("note", "hello");
    return clone;
  }

  private static void costs(Requests before, int writesPerPod) {
    costs(quiet().since(before), PODS, writesPerPod);
  }

  /**
   * Asserts what was written per pod, that nothing was read, and that hardly any write met another.
   */
  static void costs(Requests cost, int pods, int writesPerPod) {
    assertThat(cost.podWrites())
        .as("writes to pods: %s", cost)
        .isEqualTo((long) pods * writesPerPod);
    assertThat(cost.sum("get pods\\S* \\d+")).as("GET of pods: %s", cost).isZero();
    assertThat(cost.sum("list pods \\d+")).as("LIST of pods: %s", cost).isZero();
    assertThat(cost.sum(POD_CONFLICTS)).as("conflicts: %s", cost).isLessThanOrEqualTo(1);
  }

  private static Requests quiet() {
    return quiet(CLUSTER);
  }

  /** The requests when no more come. */
  static Requests quiet(ClusterExtension cluster) {
    Requests[] last = {cluster.requests()};
    await("quiet")
        .atMost(Duration.ofSeconds(20))
        .pollDelay(Duration.ofMillis(500))
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              Requests now = cluster.requests();
              boolean same = now.equals(last[0]);
              last[0] = now;
              return same;
            });
    return last[0];
  }
}
