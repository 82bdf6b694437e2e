package io.windlass.devcluster.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ClusterApi.Ref;
import io.windlass.devcluster.api.ResourceType;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** StatefulSets from the first pod to the last, seen from outside. */
final class StatefulSetStoryTest {
  private static final String ORDERED =
      "{replicas: 3, serviceName: 'db', revisionHistoryLimit: 10, podManagementPolicy:"
          + " 'OrderedReady', updateStrategy: {type: 'RollingUpdate', rollingUpdate:"
          + " {partition: 0}}}";
  private static final String SLOWLY = "'sim.windlass.io/start-delay': '5s'";

  private final Apps apps = new Apps();
  private final ResourceType sets = apps.type("statefulsets");
  private final ResourceType claims = apps.cluster.api.type("v1", "persistentvolumeclaims");

  @AfterEach
  void close() {
    apps.close();
  }

  @Test
  void podsComeOneAfterTheOther() {
    apps.web(sets, ORDERED, SLOWLY);
    assertThat(names()).containsExactly("web-0");
    apps.step(5);
    assertThat(names()).containsExactly("web-0", "web-1");
    apps.step(10);
    assertThat(names()).containsExactly("web-0", "web-1", "web-2");
    assertThat(apps.told("SuccessfulCreate"))
        .containsExactly(
            "create Pod web-0 in StatefulSet web successful",
            "create Pod web-1 in StatefulSet web successful",
            "create Pod web-2 in StatefulSet web successful");
  }

  @Test
  void aPodCarriesItsNumber() {
    apps.web(sets, ORDERED, "");
    ObjectNode pod = apps.get(apps.cluster.pods, "web-1");
    ObjectNode labels = (ObjectNode) pod.at("/metadata/labels");
    assertThat(labels.path("apps.kubernetes.io/pod-index").asText()).isEqualTo("1");
    assertThat(labels.path("statefulset.kubernetes.io/pod-name").asText()).isEqualTo("web-1");
    assertThat(labels.path("controller-revision-hash"))
        .isEqualTo(web().at("/status/updateRevision"));
    assertThat(pod.at("/spec/hostname").asText()).isEqualTo("web-1");
    assertThat(pod.at("/spec/subdomain").asText()).isEqualTo("db");
  }

  @Test
  void aParallelSetMakesAllAtOnce() {
    apps.web(sets, ORDERED.replace("OrderedReady", "Parallel"), SLOWLY);
    assertThat(names()).containsExactly("web-0", "web-1", "web-2");
  }

  @Test
  void aRollingUpdateGoesFromTheLastToThePartition() {
    apps.web(sets, ORDERED.replace("partition: 0", "partition: 1"), "");
    apps.image(sets, "app:2");
    assertThat(images()).containsExactly("app:1", "app:2", "app:2");
    assertThat(web().at("/status/updatedReplicas").asInt()).isEqualTo(2);
    assertThat(web().at("/status/currentRevision"))
        .isNotEqualTo(web().at("/status/updateRevision"));
    apps.change(sets, "web", w -> rolling(w).put("partition", 0));
    assertThat(images()).containsOnly("app:2");
    assertThat(web().at("/status/currentRevision")).isEqualTo(web().at("/status/updateRevision"));
    assertThat(apps.told("SuccessfulDelete"))
        .containsExactly(
            "delete Pod web-2 in StatefulSet web successful",
            "delete Pod web-1 in StatefulSet web successful",
            "delete Pod web-0 in StatefulSet web successful");
  }

  @Test
  void anUpdateWaitsForAPodThatIsNotReady() {
    apps.web(sets, ORDERED, "");
    apps.image(sets, "broken:2");
    apps.step(60);
    assertThat(images()).containsExactly("app:1", "app:1", "broken:2");
  }

  @Test
  void aPodBehindThePartitionComesBackByTheOldTemplate() {
    apps.web(sets, ORDERED.replace("partition: 0", "partition: 2"), "");
    apps.image(sets, "app:2");
    delete("web-0");
    assertThat(images()).containsExactly("app:1", "app:1", "app:2");
  }

  @Test
  void onDeleteWaitsForSomebodyToDelete() {
    apps.web(sets, ORDERED.replace("'RollingUpdate'", "'OnDelete'"), "");
    apps.image(sets, "app:2");
    assertThat(images()).containsOnly("app:1");
    delete("web-1");
    assertThat(images()).containsExactly("app:1", "app:2", "app:1");
  }

  @Test
  void aSetShrinksFromTheLastAndKeepsTheVolumes() {
    apps.web(sets, withVolumes("Retain", "Retain"), "");
    assertThat(claimNames()).containsExactly("data-web-0", "data-web-1", "data-web-2");
    apps.change(sets, "web", w -> spec(w).put("replicas", 1));
    assertThat(names()).containsExactly("web-0");
    assertThat(claimNames()).hasSize(3);
    assertThat(apps.get(apps.cluster.pods, "web-0").at("/spec/volumes/0").toString())
        .contains("data-web-0");
  }

  @Test
  void claimsGoWithThePodsThatAreScaledAwayIfThePolicySaysSo() {
    apps.web(sets, withVolumes("Retain", "Delete"), "");
    apps.change(sets, "web", w -> spec(w).put("replicas", 1));
    assertThat(claimNames()).containsExactly("data-web-0");
    delete("web-0");
    assertThat(claimNames()).containsExactly("data-web-0");
  }

  @Test
  void claimsGoWithTheSetIfThePolicySaysSo() {
    apps.web(sets, withVolumes("Delete", "Retain"), "");
    apps.cluster.api.delete(new Ref(sets, "default", "web"), Json.object("{}"));
    assertThat(claimNames()).isEmpty();
    assertThat(names()).isEmpty();
  }

  @Test
  void whatWasRolledBackToIsTheNewestRevisionAgain() {
    apps.web(sets, ORDERED, "");
    apps.image(sets, "app:2");
    apps.image(sets, "app:1");
    List<ObjectNode> revisions = apps.all(apps.type("controllerrevisions"));
    assertThat(revisions)
        .extracting(r -> r.path("revision").asInt())
        .containsExactlyInAnyOrder(2, 3);
    assertThat(images()).containsOnly("app:1");
  }

  @Test
  void ordinalsMayStartAnywhere() {
    apps.web(sets, ORDERED.replace("{replicas", "{ordinals: {start: 5}, replicas"), "");
    assertThat(names()).containsExactly("web-5", "web-6", "web-7");
  }

  private static String withVolumes(String whenDeleted, String whenScaled) {
    String policy = "whenDeleted: '" + whenDeleted + "', whenScaled: '" + whenScaled + "'";
    return ORDERED.replace(
        "{replicas",
        "{volumeClaimTemplates: [{metadata: {name: 'data'}, spec: {}}],"
            + " persistentVolumeClaimRetentionPolicy: {"
            + policy
            + "}, replicas");
  }

  private ObjectNode web() {
    return apps.get(sets, "web");
  }

  private static ObjectNode spec(ObjectNode web) {
    return (ObjectNode) web.path("spec");
  }

  private static ObjectNode rolling(ObjectNode web) {
    return (ObjectNode) web.at("/spec/updateStrategy/rollingUpdate");
  }

  private void delete(String pod) {
    apps.cluster.api.delete(new Ref(apps.cluster.pods, "default", pod), Json.object("{}"));
  }

  private List<String> names() {
    return apps.pods().stream().map(p -> p.at("/metadata/name").asText()).toList();
  }

  private List<String> claimNames() {
    return apps.all(claims).stream().map(p -> p.at("/metadata/name").asText()).toList();
  }

  private List<String> images() {
    return apps.pods().stream().map(p -> p.at("/spec/containers/0/image").asText()).toList();
  }
}
