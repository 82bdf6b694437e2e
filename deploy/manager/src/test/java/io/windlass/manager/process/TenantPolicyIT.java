package io.windlass.manager.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.windlass.manager.GivenCluster;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The policy sample for tenants, on a cluster of {@code -Dwindlass.cluster} that has RBAC and the
 * admission plugin ValidatingAdmissionPolicy; devcluster evaluates no policies.
 */
@ResourceLock(providers = GivenCluster.class)
class TenantPolicyIT {
  private static final String NAMESPACE = "tenant-" + UUID.randomUUID().toString().substring(0, 8);
  private static Kubectl kubectl = new Kubectl(Path.of(""), NAMESPACE, Path.of(""));
  private static boolean started;

  @BeforeAll
  static void grant(@TempDir Path folder) throws Exception {
    Optional<Path> cluster =
        Optional.ofNullable(System.getProperty("windlass.cluster")).map(Path::of);
    assumeThat(cluster).as("SKIPPED: needs a cluster that evaluates policies").isPresent();
    kubectl = new Kubectl(cluster.get(), NAMESPACE, folder);
    started = true;
    Path root = Path.of(System.getProperty("windlass.root"));
    kubectl.run("apply", "-f", root.resolve("crds").toString());
    kubectl.run("create", "namespace", NAMESPACE).ok();
    kubectl
        .run(
            "create", "clusterrole", NAMESPACE, "--verb=*", "--resource=sidecarsets.apps.kruise.io")
        .ok();
    kubectl
        .run(
            "create",
            "clusterrolebinding",
            NAMESPACE,
            "--clusterrole=" + NAMESPACE,
            "--user=" + NAMESPACE)
        .ok();
    kubectl.run("create", "role", "pods", "--verb=create", "--resource=pods").ok();
    kubectl.run("create", "rolebinding", "pods", "--role=pods", "--user=" + NAMESPACE).ok();
    Path sample = root.resolve("deploy/samples/sidecarset/tenant-policy.yaml");
    kubectl.run("apply", "-f", sample.toString()).ok();
    Awaitility.await("the policy is in force")
        .until(() -> apply("", "--as=" + NAMESPACE).err().contains("must be limited"));
  }

  @AfterAll
  static void revoke() throws Exception {
    if (started) {
      String policy = "sidecarsets-of-tenants";
      kubectl.run("delete", "validatingadmissionpolicybinding,validatingadmissionpolicy", policy);
      kubectl.run("delete", "clusterrolebinding,clusterrole", NAMESPACE);
      kubectl.run("delete", "namespace", NAMESPACE, "--wait=false");
    }
  }

  private static Kubectl.Answer apply(String spec, String... options) throws Exception {
    Path file =
        kubectl.file(
            """
            apiVersion: apps.kruise.io/v1alpha1
            kind: SidecarSet
            metadata: {name: %s}
            spec:
              selector: {matchLabels: {app: web}}
              containers: [{name: log, image: 'log:1'}]
              %s
            """
                .formatted(NAMESPACE, spec));
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
    Kubectl.Answer answer = apply(spec.replace("OWN", NAMESPACE), "--as=" + NAMESPACE);

    assertThat(answer.out() + answer.err()).as(what).contains(told);
    assertThat(apply(spec.replace("OWN", NAMESPACE)).ok())
        .as("an administrator")
        .contains("created");
  }
}
