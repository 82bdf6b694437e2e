package io.windlass.devcluster.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ClusterApi.Filter;
import io.windlass.devcluster.api.ClusterApi.Ref;
import io.windlass.devcluster.sim.node.NodeCapacity;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which node pods get, seen from outside. */
final class SchedulingTest {
  private static final String SPEC = "{containers: [{name: 'a', image: 'a', resources: %s}]}";
  private final Cluster cluster =
      new Cluster(SimulationOptions.of(2).withCapacity(new NodeCapacity("2", "4Gi", "1Gi", "10")));

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void podsAreSpreadOverTheNodes() {
    for (int i = 0; i < 6; i++) {
      create("p" + i, SPEC.formatted("{}"));
    }
    assertThat(podsByNode()).containsEntry("node-0", 3L).containsEntry("node-1", 3L);
  }

  @Test
  void aPodThatFitsNowhereSaysWhyAndStartsOnceThereIsRoom() {
    create("big0", SPEC.formatted("{requests: {cpu: '2'}}"));
    create("big1", SPEC.formatted("{requests: {cpu: '2'}}"));
    cluster.pod(SPEC.formatted("{requests: {cpu: '1'}}"), "{}");
    assertThat(cluster.condition("PodScheduled")).isEqualTo("False/Unschedulable");
    assertThat(cluster.web().at("/status/conditions/0/message").asText())
        .startsWith("0/2 nodes are available: 2 Insufficient cpu. preemption: ");

    cluster.api.delete(new Ref(cluster.pods, "default", "big0"), Json.object("{}"));
    cluster.step("1S");
    assertThat(cluster.phase()).isEqualTo("Running");
    assertThat(cluster.condition("PodScheduled")).isEqualTo("True");
  }

  @Test
  void aPodForAnotherSchedulerOrWithAGateIsLeftAlone() {
    create("other", "{schedulerName: 'mine', containers: []}");
    create("gated", "{schedulingGates: [{name: 'x'}], containers: []}");
    assertThat(podsByNode()).containsOnlyKeys("");
  }

  @Test
  void aNodeNameNeedsNoScheduler() {
    cluster.pod("{nodeName: 'node-1', containers: [{name: 'a', image: 'a'}]}", "{}");
    assertThat(cluster.phase()).isEqualTo("Running");
    assertThat(cluster.api.takeWrites()).noneMatch(w -> w.startsWith("bind"));
  }

  @Test
  void aPodOnANodeThatIsNotSimulatedIsSomebodyElses() {
    cluster.pod("{nodeName: 'metal', containers: [{name: 'a', image: 'a'}]}", "{}");
    assertThat(cluster.phase()).isEmpty();
  }

  @Test
  void aCordonedNodeIsUsedAgainWhenItIsBack() {
    cordon("node-0", true);
    cordon("node-1", true);
    cluster.pod(SPEC.formatted("{}"), "{}");
    assertThat(cluster.web().at("/status/conditions/0/message").asText())
        .startsWith("0/2 nodes are available: 2 node(s) were unschedulable. ");
    cordon("node-1", false);
    cluster.step("1S");
    assertThat(cluster.web().at("/spec/nodeName").asText()).isEqualTo("node-1");
  }

  @Test
  void nodesAreRegisteredAndBeat() {
    ObjectNode node = cluster.api.get(new Ref(cluster.api.type("v1", "nodes"), "", "node-1"));
    assertThat(node.at("/status/allocatable/cpu").asText()).isEqualTo("2");
    assertThat(node.at("/metadata/labels/topology.kubernetes.io~1zone").asText())
        .isEqualTo("zone-1");
    cluster.step("100S");
    ObjectNode lease =
        cluster.api.get(
            new Ref(
                cluster.api.type("coordination.k8s.io/v1", "leases"), "kube-node-lease", "node-1"));
    assertThat(lease.at("/spec/renewTime").asText()).isEqualTo("2026-11-23T12:01:40.000000Z");
  }

  private void create(String name, String spec) {
    ObjectNode pod = Json.object("{metadata: {namespace: 'default'}}");
    pod.withObject("/metadata").put("name", name);
    pod.set("spec", Json.object(spec));
    cluster.api.create(cluster.pods, pod);
  }

  private void cordon(String name, boolean unschedulable) {
    cluster.api.update(
        new Ref(cluster.api.type("v1", "nodes"), "", name),
        "",
        node -> {
          node.withObject("/spec").put("unschedulable", unschedulable);
          return node;
        });
  }

  private Map<String, Long> podsByNode() {
    return cluster.api.list(cluster.pods, Filter.ALL).stream()
        .collect(
            Collectors.groupingBy(p -> p.at("/spec/nodeName").asText(), Collectors.counting()));
  }
}
