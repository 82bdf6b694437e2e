package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.windlass.devcluster.api.RequestGate.Verdict;
import io.windlass.manager.GivenCluster;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Answers that are lost, late or no: nothing lost, nothing doubled, and the server's words told.
 */
@ResourceLock(providers = GivenCluster.class)
class CloneSetFaultsIT {
  private static final Faults FAULTS = new Faults();

  @RegisterExtension
  private static final ClusterExtension CLUSTER = ClusterExtension.devcluster(FAULTS);

  private static final int PODS = 12;
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @AfterEach
  void endFaults() {
    FAULTS.end();
  }

  @ParameterizedTest
  @ValueSource(strings = {"answer", "request", "patience"})
  void whateverIsLostEachPodIsMadeOnceAndUpdatedInPlace(String lost) {
    String name = "lost-" + lost;
    FAULTS.let(Faults.every(5, loss(lost)));
    Shop shop = Shop.open(CLUSTER, name, PODS, "{type: InPlaceIfPossible, maxUnavailable: 3}");
    shop.awaitRolledOut(PODS);
    List<String> before = shop.identities();
    assertThat(before).hasSize(PODS);

    try (ReadinessWatch watch = ReadinessWatch.over(CLUSTER, name, PODS)) {
      shop.image("shop:2").awaitRolledOut(PODS);
      assertThat(watch.mostNotReady()).isLessThanOrEqualTo(3);
    }
    assertThat(shop.identities()).isEqualTo(before);
    assertThat(shop.restarts("main")).containsOnly(1);
    assertThat(FAULTS.met()).as("faults met").isGreaterThan(5);
  }

  private static Verdict loss(String of) {
    return switch (of) {
      case "answer" -> new Verdict.CarryOutThenDrop();
      case "request" -> new Verdict.Drop();
      case "patience" -> Faults.tooMany(1);
      default -> throw new IllegalArgumentException(of);
    };
  }

  @Test
  void podsThatTheServerRefusesAreToldAndTriedAgain() {
    FAULTS.let(
        write -> write.verb().equals("create") ? Faults.forbidden("no quota") : Verdict.PROCEED);
    Shop shop = Shop.open(CLUSTER, "quota", 3, "{type: InPlaceIfPossible}");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(shop.condition("FailedScale"))
                    .startsWith("True Forbidden")
                    .contains("no quota"));
    assertThat(FAULTS.met()).as("a refusal is not hammered at").isLessThan(8);

    FAULTS.end();
    shop.awaitRolledOut(3);
    await().atMost(PATIENCE).until(() -> shop.condition("FailedScale").isEmpty());
  }

  @Test
  void aPodThatMayNotBeUpdatedHoldsUpNoOther() {
    Shop shop =
        Shop.open(CLUSTER, "stuck", 4, "{type: InPlaceIfPossible, maxUnavailable: 2}")
            .awaitRolledOut(4);
    String stuck = shop.pods().getFirst().getMetadata().getName();
    FAULTS.let(
        write ->
            write.name().equals(stuck) && write.subresource().isEmpty()
                ? Faults.forbidden("this one stays")
                : Verdict.PROCEED);

    shop.image("shop:2").awaitStatus("updatedReadyReplicas", 3);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(shop.condition("FailedUpdate")).contains("this one stays"));
    assertWhyTells(stuck);
    await("its gate is up again")
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(shop.pods()).allMatch(Shop::isReady));

    FAULTS.end();
    shop.awaitRolledOut(4);
    assertThat(shop.condition("FailedUpdate")).isEmpty();
  }

  private static void assertWhyTells(String stuck) {
    await("who asks why is told")
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(Ended.run(CLUSTER, "why clone/stuck").out().lines())
                    .filteredOn(line -> line.contains("the server refused it at"))
                    .singleElement()
                    .matches(line -> line.startsWith(stuck) && line.contains("this one stays")));
  }
}
