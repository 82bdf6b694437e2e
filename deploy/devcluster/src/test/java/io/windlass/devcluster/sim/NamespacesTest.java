package io.windlass.devcluster.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.devcluster.api.ClusterApi.Filter;
import io.windlass.devcluster.api.ClusterApi.Ref;
import io.windlass.devcluster.api.ResourceType;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a namespace is given, and how it goes. */
final class NamespacesTest {
  private final Cluster cluster = new Cluster(SimulationOptions.of(1).withRootCertificate("PEM"));
  private final ResourceType namespaces = cluster.api.type("v1", "namespaces");
  private final ResourceType accounts = cluster.api.type("v1", "serviceaccounts");
  private final ResourceType maps = cluster.api.type("v1", "configmaps");

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void eachHasItsAccountAndCertificate() {
    cluster.api.create(namespaces, Json.object("{metadata: {name: 'team', uid: 'uid-team'}}"));
    for (String namespace : List.of("default", "team")) {
      cluster.api.get(new Ref(accounts, namespace, "default"));
      assertThat(cluster.api.get(new Ref(maps, namespace, "kube-root-ca.crt")).at("/data/ca.crt"))
          .hasToString("\"PEM\"");
    }
  }

  @Test
  void whatItWasGivenComesBack() {
    cluster.api.delete(new Ref(accounts, "default", "default"), Json.object("{}"));
    cluster.api.update(
        new Ref(maps, "default", "kube-root-ca.crt"),
        "",
        map -> {
          map.withObject("/data").put("ca.crt", "other");
          return map;
        });
    cluster.api.get(new Ref(accounts, "default", "default"));
    assertThat(cluster.api.get(new Ref(maps, "default", "kube-root-ca.crt")).at("/data/ca.crt"))
        .hasToString("\"PEM\"");
  }

  @Test
  void deletionTakesEverythingAlongCustomTypesToo() {
    ResourceType widgets = cluster.api.serve("x.io", "Widget", true);
    cluster.api.create(widgets, Json.object("{metadata: {name: 'w', namespace: 'default'}}"));
    cluster.pod("{containers: [{name: 'a', image: 'a'}]}", "{}");
    cluster.api.delete(new Ref(namespaces, "", "default"), Json.object("{}"));
    assertThat(cluster.api.list(namespaces, Filter.ALL)).isEmpty();
    for (ResourceType type : List.of(widgets, cluster.pods, accounts, maps)) {
      assertThat(cluster.api.list(type, Filter.ALL)).as(type.plural()).isEmpty();
    }
  }

  @Test
  void aFinalizerInsideHoldsTheNamespace() {
    cluster.api.create(
        maps, Json.object("{metadata: {name: 'm', namespace: 'default', finalizers: ['x/y']}}"));
    cluster.api.delete(new Ref(namespaces, "", "default"), Json.object("{}"));
    assertThat(cluster.api.list(namespaces, Filter.ALL)).hasSize(1);
    cluster.api.update(
        new Ref(maps, "default", "m"),
        "",
        map -> {
          map.withObject("/metadata").remove("finalizers");
          return map;
        });
    assertThat(cluster.api.list(namespaces, Filter.ALL)).isEmpty();
  }

  @Test
  void podsInsideEndGracefully() {
    cluster.pod("{containers: [{name: 'a', image: 'a'}]}", "{'sim.windlass.io/stop-delay': '3s'}");
    cluster.api.delete(new Ref(namespaces, "", "default"), Json.object("{}"));
    assertThat(cluster.api.list(cluster.pods, Filter.ALL)).hasSize(1);
    cluster.step("3S");
    assertThat(cluster.api.list(namespaces, Filter.ALL)).isEmpty();
  }
}
