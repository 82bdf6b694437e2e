package io.windlass.devcluster.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ClusterApi.Filter;
import io.windlass.devcluster.api.ClusterApi.Ref;
import io.windlass.devcluster.api.ResourceType;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes when its owners go, seen from outside. */
final class GarbageTest {
  private final Cluster cluster = new Cluster(SimulationOptions.of(1));
  private final ResourceType sets = cluster.api.type("apps/v1", "replicasets");
  private final ResourceType maps = cluster.api.type("v1", "configmaps");

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void dependentsGoWithTheirOwnerAndTakeTheirsAlong() {
    create(sets, "top", List.of());
    create(sets, "middle", List.of(owner(sets, "top")));
    create(maps, "leaf", List.of(owner(sets, "middle")));
    create(maps, "free", List.of());
    delete(sets, "top", "{}");
    assertThat(names(sets)).isEmpty();
    assertThat(names(maps)).containsExactly("free");
  }

  @Test
  void oneLivingOwnerKeepsADependentAndTheDeadOneIsForgotten() {
    create(sets, "a", List.of());
    create(sets, "b", List.of());
    create(maps, "leaf", List.of(owner(sets, "a"), owner(sets, "b")));
    delete(sets, "a", "{}");
    assertThat(leaf().at("/metadata/ownerReferences")).hasSize(1);
    assertThat(leaf().at("/metadata/ownerReferences/0/name").asText()).isEqualTo("b");
    delete(sets, "b", "{}");
    assertThat(names(maps)).isEmpty();
  }

  @Test
  void anOwnerThatNeverWasIsNoOwner() {
    create(maps, "leaf", List.of(reference("apps/v1", "ReplicaSet", "never", "uid-never")));
    assertThat(names(maps)).isEmpty();
  }

  @Test
  void anotherObjectOfTheOwnersNameIsNoOwner() {
    create(sets, "a", List.of());
    create(maps, "leaf", List.of(reference("apps/v1", "ReplicaSet", "a", "uid-old")));
    assertThat(names(maps)).isEmpty();
  }

  @Test
  void anOwnerInAnotherVersionOfItsGroupIsTheSame() {
    create(sets, "a", List.of());
    create(maps, "leaf", List.of(reference("apps/v2", "ReplicaSet", "a", "uid-a")));
    assertThat(names(maps)).containsExactly("leaf");
  }

  @Test
  void anOwnerOfATypeThatIsNotServedIsWaitedFor() {
    create(maps, "leaf", List.of(reference("x.io/v1", "Widget", "w", "uid-w")));
    assertThat(names(maps)).containsExactly("leaf");
    cluster.api.serve("x.io", "Widget", true);
    cluster.api.create(
        cluster.api.type("apiextensions.k8s.io/v1", "customresourcedefinitions"),
        Json.object("{metadata: {name: 'widgets.x.io'}}"));
    assertThat(names(maps)).isEmpty();
  }

  @Test
  void aClusterScopedObjectCannotBelongToANamespacedOne() {
    ResourceType nodes = cluster.api.type("v1", "nodes");
    ObjectNode node = Json.object("{metadata: {name: 'n', uid: 'uid-n'}}");
    node.withObject("/metadata")
        .putArray("ownerReferences")
        .add(reference("apps/v1", "ReplicaSet", "none", "uid-none"));
    cluster.api.create(nodes, node);
    assertThat(names(nodes)).contains("n");
  }

  @Test
  void anOwnerInAnotherNamespaceIsNoOwnerAndIsWarnedAbout() {
    ObjectNode elsewhere = Json.object("{metadata: {namespace: 'kube-system', name: 'a'}}");
    elsewhere.withObject("/metadata").put("uid", "uid-a");
    cluster.api.create(sets, elsewhere);
    create(maps, "leaf", List.of(owner(sets, "a")));
    assertThat(names(maps)).isEmpty();
    List<String> told =
        cluster.api.list(cluster.api.type("v1", "events"), Filter.ALL).stream()
            .filter(e -> e.at("/reason").asText().equals("OwnerRefInvalidNamespace"))
            .map(e -> e.at("/message").asText())
            .toList();
    assertThat(told)
        .contains(
            "ownerRef [apps/v1/ReplicaSet, namespace: default, name: a, uid: uid-a] does not exist"
                + " in namespace \"default\"");
  }

  @Test
  void aForegroundDeletionEndsWithTheLastDependentThatBlocksIt() {
    create(sets, "a", List.of());
    ObjectNode blocking = owner(sets, "a").put("blockOwnerDeletion", true);
    create(sets, "held", List.of(blocking));
    finalizers(sets, "held", "x/y");
    finalizers(sets, "a", "foregroundDeletion");
    delete(sets, "a", "{}");
    assertThat(names(sets)).containsExactly("a", "held");
    finalizers(sets, "held");
    assertThat(names(sets)).isEmpty();
  }

  @Test
  void anOrphaningDeletionLeavesTheDependentsWithoutOwner() {
    create(sets, "a", List.of());
    create(maps, "leaf", List.of(owner(sets, "a")));
    finalizers(sets, "a", "orphan");
    delete(sets, "a", "{}");
    assertThat(names(sets)).isEmpty();
    assertThat(leaf().path("metadata").has("ownerReferences")).isFalse();
  }

  private ObjectNode leaf() {
    return cluster.api.get(new Ref(maps, "default", "leaf"));
  }

  private void create(ResourceType type, String name, List<ObjectNode> owners) {
    ObjectNode object = Json.object("{metadata: {namespace: 'default'}}");
    ObjectNode meta = object.withObject("/metadata").put("name", name).put("uid", "uid-" + name);
    meta.putArray("ownerReferences").addAll(owners);
    cluster.api.create(type, object);
  }

  private void finalizers(ResourceType type, String name, String... finalizers) {
    cluster.api.update(
        new Ref(type, "default", name),
        "",
        object -> {
          var list = object.withObject("/metadata").putArray("finalizers");
          List.of(finalizers).forEach(list::add);
          return object;
        });
  }

  private void delete(ResourceType type, String name, String options) {
    cluster.api.delete(new Ref(type, "default", name), Json.object(options));
  }

  private List<String> names(ResourceType type) {
    return cluster.api.list(type, Filter.ALL).stream()
        .map(o -> o.at("/metadata/name").asText())
        .filter(name -> !name.equals("kube-root-ca.crt"))
        .toList();
  }

  private static ObjectNode owner(ResourceType type, String name) {
    return reference(type.apiVersion(), type.kind(), name, "uid-" + name);
  }

  private static ObjectNode reference(String apiVersion, String kind, String name, String uid) {
    ObjectNode reference = Json.object("{}");
    reference.put("apiVersion", apiVersion).put("kind", kind);
    return reference.put("name", name).put("uid", uid);
  }
}
