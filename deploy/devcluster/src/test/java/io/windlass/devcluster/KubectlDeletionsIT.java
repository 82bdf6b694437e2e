package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the real kubectl deletes, and what it asks of running pods; skipped where there is none. */
final class KubectlDeletionsIT {
  private static final String MAPS = "/api/v1/namespaces/{ns}/configmaps";
  @TempDir static Path home;
  private static TestCluster cluster;

  @BeforeAll
  static void open() {
    cluster = TestCluster.live();
  }

  @AfterAll
  static void close() {
    cluster.close();
  }

  private static String uid(String map) {
    return Contract.send(cluster, "POST " + MAPS, "{'metadata':{'name':'%s'}}".formatted(map))
        .text("metadata", "uid");
  }

  private static String owned(String map, String owner) {
    return """
    {'metadata':{'name':'%s','ownerReferences':[{'apiVersion':'v1','kind':'ConfigMap',
     'name':'%s','uid':'%s','blockOwnerDeletion':true}]}}
    """
        .formatted(map, owner, uid(owner));
  }

  private static boolean isThere(String plural, String name) {
    return cluster.http().get(cluster.core(plural + "/" + name)).code() == 200;
  }

  private static void pod(String name, String spec) {
    Contract.send(
        cluster,
        "POST /api/v1/namespaces/{ns}/pods",
        "{'metadata':{'name':'%s','annotations':{'sim.windlass.io/log':'hello'}},'spec':{%s}}"
            .formatted(name, spec));
  }

  @Test
  void dependentsGoFirstOrAreLeftAsItIsToldTo() {
    Kubectl kubectl = Kubectl.orSkip(cluster, home);
    assumeTrue(cluster.isEmbedded(), "skipped: needs a garbage collector that finishes deletions");
    for (String policy : new String[] {"foreground", "orphan"}) {
      String owner = "owner-" + policy;
      String leaf = "leaf-" + policy;
      Contract.send(cluster, "POST " + MAPS, owned(leaf, owner));
      Kubectl.Said said = kubectl.run("delete configmap " + owner + " --cascade=" + policy);
      assertThat(said.text()).isEqualTo("configmap \"" + owner + "\" deleted\n");
      assertThat(isThere("configmaps", owner)).isFalse();
      assertThat(isThere("configmaps", leaf)).isEqualTo(policy.equals("orphan"));
    }
    assertThat(
            cluster
                .http()
                .get(cluster.core("configmaps/leaf-orphan"))
                .body()
                .path("metadata")
                .has("ownerReferences"))
        .isFalse();
  }

  @Test
  void aPodIsDeletedAtOnceByForce() {
    Kubectl kubectl = Kubectl.orSkip(cluster, home);
    assumeTrue(cluster.isEmbedded(), "skipped: needs a node that no kubelet answers for");
    pod("forced", "'nodeName':'nowhere','containers':[{'name':'a','image':'i'}]");
    assertThat(kubectl.run("delete pod forced --wait=false").code()).isZero();
    assertThat(isThere("pods", "forced")).isTrue();
    Kubectl.Said said = kubectl.run("delete pod forced --grace-period=0 --force");
    assertThat(said.text()).contains("pod \"forced\" force deleted");
    assertThat(isThere("pods", "forced")).isFalse();
  }

  @Test
  void logsAreReadFollowedAndRefused() {
    Kubectl kubectl = Kubectl.orSkip(cluster, home);
    assumeTrue(cluster.isEmbedded(), "skipped: needs kubelets that log");
    pod("talks", "'containers':[{'name':'a','image':'i'}]");
    cluster.eventually(
        () ->
            cluster
                .http()
                .get(cluster.core("pods/talks"))
                .text("status", "phase")
                .equals("Running"));
    assertThat(kubectl.run("logs talks --tail=1").text()).isEqualTo("hello\n");
    assertThat(kubectl.run("debug talks -c dbg --image=busybox").code()).isZero();
    cluster.eventually(
        () -> cluster.http().get(cluster.core("pods/talks/log?container=dbg")).code() == 200);
    Kubectl.Said refused = kubectl.run("exec talks -- ls");
    assertThat(refused.code()).isNotZero();
    assertThat(refused.text()).contains("pods/exec is not served");
  }
}
