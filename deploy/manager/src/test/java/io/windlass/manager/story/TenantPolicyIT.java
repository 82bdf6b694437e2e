package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.windlass.manager.GivenCluster;
import io.windlass.manager.process.Kubectl;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The policy sample for tenants. A cluster of {@code -Dwindlass.cluster} needs RBAC and the
 * admission plugin ValidatingAdmissionPolicy; the test is skipped where there is no such plugin.
 */
@ResourceLock(providers = GivenCluster.class)
class TenantPolicyIT {
  @RegisterExtension
  private static final ClusterExtension CLUSTER = ClusterExtension.any().withoutManager();

  @TempDir private static Path folder = Path.of("");
  private static Kubectl kubectl = new Kubectl(Path.of(""), "", Path.of(""));

  @BeforeAll
  static void grant() throws Exception {
    assumeThat(Kubectl.isOnPath()).as("SKIPPED: there is no kubectl on the PATH").isTrue();
    String tenant = CLUSTER.namespace();
    kubectl = new Kubectl(CLUSTER.kubeconfig(), tenant, folder);
    String verbs = "--verb=*";
    kubectl
        .run("create", "clusterrole", tenant, verbs, "--resource=sidecarsets.apps.kruise.io")
        .ok();
    kubectl
        .run("create", "clusterrolebinding", tenant, "--clusterrole=" + tenant, "--user=" + tenant)
        .ok();
    kubectl.run("create", "role", "pods", "--verb=create", "--resource=pods").ok();
    kubectl.run("create", "rolebinding", "pods", "--role=pods", "--user=" + tenant).ok();
    Path root = Path.of(System.getProperty("windlass.root"));
    Path sample = root.resolve("deploy/samples/sidecarset/tenant-policy.yaml");
    kubectl.run("apply", "-f", sample.toString()).ok();
    awaitForce();
  }

  private static void awaitForce() {
    try {
      Awaitility.await("the policy is in force")
          .until(() -> apply("", "--as=" + CLUSTER.namespace()).err().contains("must be limited"));
    } catch (ConditionTimeoutException e) {
      assumeThat(CLUSTER.isDevcluster()).as("SKIPPED: this cluster evaluates no policies").isTrue();
      throw e;
    }
  }

  @AfterAll
  static void revoke() throws Exception {
    if (Kubectl.isOnPath()) {
      String policy = "sidecarsets-of-tenants";
      kubectl.run("delete", "validatingadmissionpolicybinding,validatingadmissionpolicy", policy);
      kubectl.run("delete", "clusterrolebinding,clusterrole", CLUSTER.namespace());
    }
  }

  private static Kubectl.Answer apply(String spec, String... options) throws Exception {
    String manifest =
        """
        apiVersion: apps.kruise.io/v1alpha1
        kind: SidecarSet
        metadata: {name: %s}
        spec:
          selector: {matchLabels: {app: web}}
          containers: [{name: log, image: 'log:1'}]
          %s
        """
            .formatted(CLUSTER.namespace(), spec);
    Path file = Files.writeString(folder.resolve("set.yaml"), manifest);
    String[] arguments = new String[options.length + 4];
    System.arraycopy(
        new String[] {"create", "--dry-run=server", "-f", file.toString()}, 0, arguments, 0, 4);
    System.arraycopy(options, 0, arguments, 4, options.length);
    return kubectl.run(arguments);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          a tenant's SidecarSet for   | spec                                                                                                                        | is told
          every namespace             | ``                                                                                                                          | must be limited to namespaces by name
          namespaces of a label       | namespaceSelector: {matchLabels: {team: x}}                                                                                 | must be limited to namespaces by name
          all namespaces but one      | namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [x]}]}                   | must be limited to namespaces by name
          its own, by label           | namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: OWN}}                                                        | created
          its own, by expression      | namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: In, values: [OWN]}]}                    | created
          its own, in v1alpha1's way  | namespace: OWN                                                                                                              | created
          somebody else's             | namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}                                                | in which the tenant may create pods
          its own and somebody else's | namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: In, values: [OWN, default]}]}           | in which the tenant may create pods
          """)
  void whatATenantMayWrite(String what, String spec, String told) throws Exception {
    Kubectl.Answer answer =
        apply(spec.replace("OWN", CLUSTER.namespace()), "--as=" + CLUSTER.namespace());

    assertThat(answer.out() + answer.err()).as(what).contains(told);
    assertThat(apply(spec.replace("OWN", CLUSTER.namespace())).ok())
        .as("an administrator")
        .contains("created");
  }
}
