package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.windlass.manager.GivenCluster;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The commands about rollouts, and what Argo CD shows meanwhile. */
@ResourceLock(providers = GivenCluster.class)
class RolloutCommandsIT {
  @RegisterExtension private static final ClusterExtension CLUSTER = ClusterExtension.any();

  private static Ended windlass(String command) {
    return Ended.run(CLUSTER, command);
  }

  private static void assertHealth(Shop shop, ArgoHealth health) {
    assertThat(ArgoHealth.of(shop.resource().get())).isEqualTo(health);
  }

  @Test
  void aCanaryIsWatchedAndUndoneInOneCommand() {
    Shop shop =
        Shop.open(CLUSTER, "canary", 5, "{type: InPlaceIfPossible, maxUnavailable: 2}")
            .awaitRolledOut(5);
    List<String> identities = shop.identities();
    assertHealth(shop, ArgoHealth.HEALTHY);

    shop.edit("{updateStrategy: {partition: 3}}").image("shop:2");
    Ended canary = windlass("rollout status clone/canary --timeout 60s");
    assertThat(canary.code()).isZero();
    assertThat(canary.out())
        .contains("2 of 5 pods are updated, 2 of these are available; the partition keeps 3");
    assertHealth(shop, ArgoHealth.SUSPENDED);

    Ended undone = windlass("rollout undo clone/canary --timeout 60s");
    assertThat(undone.code()).isZero();
    assertThat(undone.out())
        .contains("clone/canary goes back to revision 1 (")
        .contains("its partition is 0 now")
        .contains("5 of 5 pods are updated");
    assertThat(shop.running("shop:1")).isEqualTo(5);
    assertThat(shop.identities()).as("no pod was re-created").isEqualTo(identities);
    assertHealth(shop, ArgoHealth.HEALTHY);
  }

  @Test
  void whatGoesBackToANumberIsInTheHistory() throws IOException {
    Shop shop = Shop.open(CLUSTER, "past", 2, "{type: InPlaceIfPossible}").awaitRolledOut(2);
    shop.image("shop:2").awaitRolledOut(2);
    shop.image("shop:3").awaitRolledOut(2);

    JsonNode history =
        new ObjectMapper().readTree(windlass("rollout history clone/past -o json").out());
    assertThat(history).hasSize(3);
    assertThat(history.get(2).path("revision").asLong()).isEqualTo(3);
    assertThat(history.get(2).path("state").asText()).isEqualTo("update");
    assertThat(history.get(2).path("pods").asLong()).isEqualTo(2);
    assertThat(history.get(0).path("images").get(0).asText()).isEqualTo("shop:1");

    assertThat(windlass("rollout undo clone/past --to-revision 1 --timeout 60s").code()).isZero();
    assertThat(shop.running("shop:1")).isEqualTo(2);
    String table = windlass("rollout history clone/past").out();
    assertThat(table.lines().skip(1)).hasSize(3);
    assertThat(table.lines().reduce("", (_, last) -> last))
        .matches(Pattern.compile("4 +past-\\S+ +update +2 +\\S+ +shop:1,agent:1"));
    Ended none = windlass("rollout undo clone/past --to-revision 9");
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.err()).contains("past has no revision 9", "windlass rollout history");
  }

  @Test
  void aPauseIsToldAndKeepsPodsAsTheyAre() {
    Shop shop =
        Shop.open(CLUSTER, "rest", 3, "{type: InPlaceIfPossible, maxUnavailable: 3}")
            .awaitRolledOut(3);
    assertThat(windlass("rollout pause clone/rest").out()).contains("clone/rest paused");
    shop.image("shop:2");

    Ended paused = windlass("rollout status clone/rest --timeout 30s");
    assertThat(paused.code()).isEqualTo(5);
    assertThat(paused.out()).contains("0 of 3 pods are updated");
    assertHealth(shop, ArgoHealth.SUSPENDED);
    assertThat(windlass("rollout undo clone/rest").err()).contains("is paused", "rollout resume");

    String why = windlass("why clone/rest").out();
    assertThat(why).contains("update: 3 pods would be updated");
    assertThat(windlass("rollout resume clone/rest --timeout 60s").code()).isZero();
    assertThat(shop.running("shop:2")).isEqualTo(3);
  }

  @Test
  void aRestartReplacesEveryPodByOneOfTheSameTemplate() {
    Shop shop = Shop.open(CLUSTER, "again", 3, "{type: InPlaceIfPossible}").awaitRolledOut(3);
    List<String> before = shop.identities();

    Ended restarted = windlass("rollout restart clone/again --timeout 60s");

    assertThat(restarted.code()).as(restarted.out() + restarted.err()).isZero();
    assertThat(shop.identities()).hasSize(3).doesNotContainAnyElementsOf(before);
    assertThat(shop.status("currentRevision")).isEqualTo(shop.status("updateRevision"));
  }

  @Test
  void whySaysForEachPodWhatWouldBeDone() throws IOException {
    Shop shop =
        Shop.open(CLUSTER, "why", 3, "{type: InPlaceIfPossible, maxUnavailable: 1}")
            .awaitRolledOut(3);
    String calm = windlass("why clone/why").out();
    assertThat(calm).contains("clone/why: 3 of 3 pods are updated");
    assertThat(calm.lines().filter(line -> line.matches("why-\\S+ +leave +AsWanted .*")))
        .hasSize(3);

    shop.edit("{updateStrategy: {paused: true}}").image("shop:2");
    shop.awaitStatus("observedGeneration", 3).awaitStatus("updatedReplicas", 0);
    JsonNode told = new ObjectMapper().readTree(windlass("why clone/why -o json").out());
    assertThat(told.path("pods")).hasSize(3);
    assertThat(told.path("state").path("stage").asText()).isEqualTo("PAUSED");
    assertThat(told.path("whole").get(0).path("code").asText()).isEqualTo("Paused");
    assertThat(windlass("why clone/why -o yaml").out()).contains("subject: \"why-");
  }

  @Test
  void whyKnowsTheClaimsOfPods() {
    String claims =
        "volumeClaimTemplates: [{metadata: {name: v}, spec: {accessModes: [ReadWriteOnce],"
            + " resources: {requests: {storage: 1Gi}}}}]\n  updateStrategy:";
    String manifest = Shop.manifest("disks", 2, "{type: InPlaceIfPossible}");
    Shop.create(CLUSTER, "disks", manifest.replace("updateStrategy:", claims)).awaitRolledOut(2);
    assertThat(windlass("why clone/disks").out().lines().skip(3))
        .hasSize(2)
        .allMatch(line -> line.matches("disks-\\S+ +leave +AsWanted .*"));
  }

  @Test
  void aDeadlineThatIsOverEndsAPipelineWith4AndATimeOutWith3() {
    Shop shop =
        Shop.open(CLUSTER, "late", 2, "{type: InPlaceIfPossible, maxUnavailable: 2}")
            .awaitRolledOut(2);
    shop.edit(
        "{progressDeadlineSeconds: 2, template: {spec: {readinessGates: [{conditionType:"
            + " a/never}]}}, updateStrategy: {type: ReCreate}}");
    Ended early = windlass("rollout status clone/late --timeout 0s");
    assertThat(early.code()).isEqualTo(3);

    Ended late = windlass("rollout status clone/late --timeout 60s");
    assertThat(late.code()).as(late.out()).isEqualTo(4);
    assertThat(late.out()).contains("has timed out progressing");
    assertHealth(shop, ArgoHealth.DEGRADED);
    await()
        .untilAsserted(
            () -> assertThat(windlass("why clone/late").out()).contains("it is not ready"));
  }

  @Test
  void whatIsNotThereIsNamed() {
    Ended none = windlass("rollout status clone/nothing");
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.err())
        .contains("there is no CloneSet nothing in namespace " + CLUSTER.namespace());
    assertThat(windlass("why deploy/web").err()).contains("a CloneSet is named clone/NAME");
    assertThat(windlass("why deploy/web").code()).isEqualTo(2);
  }
}
