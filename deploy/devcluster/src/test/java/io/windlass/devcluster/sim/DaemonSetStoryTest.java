package io.windlass.devcluster.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ClusterApi.Ref;
import io.windlass.devcluster.api.ResourceType;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** DaemonSets on three nodes, seen from outside. */
final class DaemonSetStoryTest {
  private static final String ROLLING =
      "{revisionHistoryLimit: 10, updateStrategy: {type: 'RollingUpdate', rollingUpdate:"
          + " {maxUnavailable: 1, maxSurge: 0}}}";
  private static final String SLOWLY = "'sim.windlass.io/start-delay': '5s'";

  private final Apps apps = new Apps();
  private final ResourceType sets = apps.type("daemonsets");
  private final ResourceType nodes = apps.cluster.api.type("v1", "nodes");

  @AfterEach
  void close() {
    apps.close();
  }

  @Test
  void eachNodeHasOnePodAndTheStatusCountsThem() {
    apps.web(sets, ROLLING, "");
    assertThat(placed()).containsExactlyInAnyOrder("node-0 app:1", "node-1 app:1", "node-2 app:1");
    assertThat(apps.get(sets, "web").path("status"))
        .hasToString(
            "{\"currentNumberScheduled\":3,\"numberMisscheduled\":0,\"desiredNumberScheduled\":3,"
                + "\"numberReady\":3,\"observedGeneration\":1,\"updatedNumberScheduled\":3,"
                + "\"numberAvailable\":3}");
  }

  @Test
  void aNodeThatIsCordonedKeepsItsPodAndANewOneGetsOne() {
    node("node-1", n -> n.withObject("/spec").put("unschedulable", true));
    apps.web(sets, ROLLING, "");
    assertThat(apps.pods()).hasSize(3);
    apps.cluster.api.delete(new Ref(nodes, "", "node-2"), Json.object("{}"));
    assertThat(apps.all(sets).getFirst().at("/status/desiredNumberScheduled").asInt()).isEqualTo(2);
  }

  @Test
  void aTaintKeepsItAwayUnlessItIsTolerated() {
    taint("node-1", "NoSchedule");
    apps.web(sets, ROLLING, "");
    assertThat(placed()).containsExactlyInAnyOrder("node-0 app:1", "node-2 app:1");
    taint("node-0", "NoExecute");
    assertThat(placed()).containsExactly("node-2 app:1");
    taint("node-2", "NoSchedule");
    assertThat(placed()).containsExactly("node-2 app:1");
    assertThat(apps.get(sets, "web").at("/status/numberMisscheduled").asInt()).isEqualTo(1);
    apps.change(
        sets,
        "web",
        web ->
            ((ObjectNode) web.at("/spec/template/spec"))
                .putArray("tolerations")
                .addObject()
                .put("operator", "Exists"));
    assertThat(placed()).hasSize(3);
  }

  @Test
  void aSelectorOfNodesChoosesThem() {
    node("node-1", n -> n.withObject("/metadata/labels").put("disk", "fast"));
    apps.web(sets, ROLLING, "");
    apps.change(
        sets,
        "web",
        web ->
            ((ObjectNode) web.at("/spec/template/spec"))
                .putObject("nodeSelector")
                .put("disk", "fast"));
    assertThat(placed()).containsExactly("node-1 app:1");
  }

  @Test
  void aRollingUpdateGoesNodeByNode() {
    apps.web(sets, ROLLING, SLOWLY);
    apps.step(5);
    apps.image(sets, "app:2");
    assertThat(ready()).isEqualTo(2);
    apps.step(5);
    assertThat(ready()).isEqualTo(2);
    apps.step(10);
    assertThat(ready()).isEqualTo(3);
    assertThat(placed()).allMatch(p -> p.endsWith("app:2")).hasSize(3);
  }

  @Test
  void withSurgeTheNewPodComesFirst() {
    apps.web(
        sets,
        ROLLING.replace("maxUnavailable: 1, maxSurge: 0", "maxUnavailable: 0, maxSurge: 1"),
        SLOWLY);
    apps.step(5);
    apps.image(sets, "app:2");
    assertThat(apps.pods()).hasSize(4);
    apps.step(20);
    assertThat(placed()).allMatch(p -> p.endsWith("app:2")).hasSize(3);
  }

  @Test
  void onDeleteWaitsForSomebodyToDelete() {
    apps.web(sets, ROLLING.replace("'RollingUpdate'", "'OnDelete'"), "");
    apps.image(sets, "app:2");
    assertThat(placed()).allMatch(p -> p.endsWith("app:1"));
    String name = apps.pods().getFirst().at("/metadata/name").asText();
    apps.cluster.api.delete(new Ref(apps.cluster.pods, "default", name), Json.object("{}"));
    assertThat(placed().stream().filter(p -> p.endsWith("app:2"))).hasSize(1);
  }

  private List<String> placed() {
    return apps.pods().stream()
        .map(p -> p.at("/spec/nodeName").asText() + " " + p.at("/spec/containers/0/image").asText())
        .toList();
  }

  private int ready() {
    return apps.get(sets, "web").at("/status/numberReady").asInt();
  }

  private void taint(String name, String effect) {
    node(
        name,
        n ->
            n.withObject("/spec")
                .putArray("taints")
                .addObject()
                .put("key", "k")
                .put("effect", effect));
  }

  private void node(String name, Consumer<ObjectNode> change) {
    apps.cluster.api.update(
        new Ref(nodes, "", name),
        "",
        node -> {
          change.accept(node);
          return node;
        });
  }
}
