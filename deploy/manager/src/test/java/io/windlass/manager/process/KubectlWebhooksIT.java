package io.windlass.manager.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.windlass.manager.GivenCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Both versions of CloneSet and refusals at apply time, with the real kubectl and a manager process
 * with {@code --webhooks}. Afterwards {@code crds --single-version} leaves the cluster as it was.
 */
@ResourceLock(providers = GivenCluster.class)
class KubectlWebhooksIT {
  private static final String ALPHA = "clonesets.v1alpha1.apps.kruise.io";
  private static final String BETA = "clonesets.v1beta1.apps.kruise.io";
  private static final String SYSTEM = "windlass-system";
  private static final String NAMESPACE = "hooks-" + UUID.randomUUID().toString().substring(0, 8);
  private static final Deque<AutoCloseable> PARTS = new ArrayDeque<>();
  private static Path kubeconfig = Path.of("");
  private static Kubectl kubectl = new Kubectl(kubeconfig, NAMESPACE, Path.of(""));

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    assumeThat(Kubectl.isOnPath())
        .as("SKIPPED: there is no kubectl on the PATH, so none of this was tried with it")
        .isTrue();
    Optional<Path> given =
        Optional.ofNullable(System.getProperty("windlass.cluster")).map(Path::of);
    kubeconfig = given.isPresent() ? given.get() : devcluster(folder);
    kubectl = new Kubectl(kubeconfig, NAMESPACE, folder);
    kubectl
        .apply("apiVersion: v1\nkind: Namespace\nmetadata: {name: %s}\n".formatted(NAMESPACE))
        .ok();
    manage(folder);
    PARTS.push(() -> restore(folder));
  }

  /** Starts a manager with the rights that the overlay gives it, and no more. */
  private static void manage(Path folder) throws Exception {
    Path root = Path.of(System.getProperty("windlass.root"));
    kubectl.run("apply", "-f", root.resolve("crds").toString()).ok();
    String overlay = root.resolve("deploy/overlays/webhooks").toString();
    kubectl.run("apply", "-n", SYSTEM, "-k", overlay).ok();
    kubectl.run("delete", "deployment", "windlass-manager", "-n", SYSTEM).ok();
    PARTS.push(
        WindlassProcess.start(
            folder,
            "manager",
            "--webhooks",
            "--webhook-port=0",
            "--feature-gates=ResourcesDeletionProtection=true",
            "--kubeconfig=" + servant(folder),
            "--namespace=" + NAMESPACE,
            "--lease-namespace=" + SYSTEM));
    kubectl.await(
        "[\"v1beta1\"]"::equals,
        "get",
        "crd",
        "clonesets.apps.kruise.io",
        "-o",
        "jsonpath={.status.storedVersions}");
    kubectl.await(out -> out.contains("windlass"), "get", "validatingwebhookconfigurations");
  }

  private static Path servant(Path folder) throws Exception {
    String token = kubectl.run("create", "token", "windlass-manager", "-n", SYSTEM).ok().strip();
    Path copy = folder.resolve("servant.yaml");
    Files.copy(kubeconfig, copy);
    Kubectl own = new Kubectl(copy, NAMESPACE, folder);
    own.run("config", "set-credentials", "servant", "--token=" + token).ok();
    String context = own.run("config", "current-context").ok().strip();
    own.run("config", "set", "contexts." + context + ".user", "servant").ok();
    return copy;
  }

  private static Path devcluster(Path folder) throws Exception {
    WindlassProcess process = WindlassProcess.start(folder, "devcluster", "--port=0");
    PARTS.push(process);
    return Path.of(process.awaitLine("ready: export KUBECONFIG="));
  }

  private static void restore(Path folder) throws Exception {
    WindlassProcess process =
        WindlassProcess.start(folder, "crds", "--single-version", "--kubeconfig=" + kubeconfig);
    process.awaitLine("CloneSets are stored and served as v1alpha1");
    assertThat(versions()).isEqualTo("v1alpha1");
    assertThat(kubectl.run("get", "mutatingwebhookconfigurations").out())
        .doesNotContain("windlass");
    assertThat(kubectl.run("get", ALPHA, "-o", "name").ok()).contains("two-versions");
    kubectl.run("delete", ALPHA, "--all").ok();
    kubectl.run("delete", "namespace", NAMESPACE, SYSTEM, "--wait=false").ok();
  }

  private static String versions() throws Exception {
    return kubectl
        .run("get", "crd", "clonesets.apps.kruise.io", "-o", "jsonpath={.spec.versions[*].name}")
        .ok();
  }

  @AfterAll
  static void end() throws Exception {
    while (!PARTS.isEmpty()) {
      PARTS.pop().close();
    }
  }

  private static String manifest(String name, String version, String spec) {
    return """
    apiVersion: apps.kruise.io/%2$s
    kind: CloneSet
    metadata: {name: %1$s}
    spec:
      replicas: 2
      selector: {matchLabels: {app: %1$s}}
      template:
        metadata: {labels: {app: %1$s}}
        spec:
          terminationGracePeriodSeconds: 0
          containers: [{name: main, image: 'shop:1'}]
    %3$s
    """
        .formatted(name, version, spec.replaceAll("(?m)^", "  "));
  }

  private static String read(String type, String name, String path) throws Exception {
    return kubectl.run("get", type, name, "-o", "jsonpath={" + path + "}").ok();
  }

  @Test
  void whatIsAppliedInOneVersionIsReadInBoth() throws Exception {
    String strategy =
        "updateStrategy: {type: RollingUpdate, rollingUpdate: {podUpdatePolicy:"
            + " InPlaceIfPossible, partition: 50%}}";
    kubectl.apply(manifest("two-versions", "v1beta1", strategy)).ok();

    assertThat(read(ALPHA, "two-versions", ".spec.updateStrategy.type"))
        .isEqualTo("InPlaceIfPossible");
    assertThat(read(ALPHA, "two-versions", ".spec.updateStrategy.partition")).isEqualTo("50%");
    assertThat(read(ALPHA, "two-versions", ".spec.scaleStrategy.disablePVCReuse"))
        .isEqualTo("true");
    assertThat(read(BETA, "two-versions", ".spec.updateStrategy.rollingUpdate.maxUnavailable"))
        .isEqualTo("20%");
    assertThat(read(BETA, "two-versions", ".metadata.annotations")).doesNotContain("only-in");
    kubectl.await(
        "2"::equals, "get", BETA, "two-versions", "-o", "jsonpath={.status.readyReplicas}");
    kubectl
        .run("patch", ALPHA, "two-versions", "--type=merge", "-p", "{\"spec\":{\"replicas\":3}}")
        .ok();
    assertThat(read(BETA, "two-versions", ".spec.replicas")).isEqualTo("3");
    assertThat(kubectl.run("get", BETA, "two-versions").ok()).contains("UPDATED_READY");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          applied with                   | version  | spec                                                                       | is answered
          both budgets zero              | v1alpha1 | updateStrategy: {maxUnavailable: 0}                                        | spec.updateStrategy.maxUnavailable: Invalid
          both budgets zero, in the hub  | v1beta1  | updateStrategy: {rollingUpdate: {maxUnavailable: 0}}                       | spec.updateStrategy.rollingUpdate.maxUnavailable
          a deadline before readiness    | v1beta1  | {minReadySeconds: 9, progressDeadlineSeconds: 5}                           | 5 is not greater than minReadySeconds, 9
          a pod that is not there        | v1alpha1 | scaleStrategy: {podsToDelete: [nobody]}                                    | there is no pod nobody
          """)
  void whatCannotBeObeyedIsRefused(String with, String version, String spec, String answer)
      throws Exception {
    String lines = spec.startsWith("{") ? spec.replaceAll("[{}]", "").replace(", ", "\n") : spec;
    String refusal = kubectl.apply(manifest("refused", version, lines)).refusal();

    assertThat(refusal).as(with).contains(answer.replace(": Invalid", ""));
    assertThat(kubectl.run("get", "clone", "refused").refusal()).contains("not found");
  }

  @Test
  void allFaultsAreInOneAnswer() throws Exception {
    String faulty =
        manifest(
            "faulty",
            "v1alpha1",
            "minReadySeconds: 9\nprogressDeadlineSeconds: 5\nupdateStrategy: {maxUnavailable: 0}");
    assertThat(kubectl.apply(faulty.replace("name: main", "name: Main")).refusal())
        .contains("spec.progressDeadlineSeconds")
        .contains("spec.updateStrategy.maxUnavailable")
        .contains("spec.template.spec.containers[0].name");
  }

  @Test
  void aTemplateThatTheServerWouldRefuseIsRefused() throws Exception {
    String port =
        manifest("port", "v1beta1", "")
            .replace("'shop:1'", "'shop:1', ports: [{containerPort: 80, protocol: HTTP}]");

    assertThat(kubectl.apply(port).refusal())
        .contains("spec.template.spec.containers[0].ports[0].protocol");
  }

  @Test
  void leaversThatDoNotCountAreALabelInTheOlderVersion() throws Exception {
    String spec = "scaleStrategy: {excludePreparingDelete: true}";
    kubectl.apply(manifest("leavers", "v1beta1", spec)).ok();

    String label = ".metadata.labels.apps\\.kruise\\.io/cloneset-scaling-exclude-preparing-delete";
    assertThat(read(ALPHA, "leavers", label)).isEqualTo("true");
    assertThat(read(BETA, "leavers", label)).isEmpty();
    assertThat(read(BETA, "leavers", ".spec.scaleStrategy.excludePreparingDelete"))
        .isEqualTo("true");
  }

  @Test
  void whatIsProtectedIsNotDeleted() throws Exception {
    String label = "policy.kruise.io/delete-protection";
    kubectl.apply(manifest("guarded", "v1beta1", "")).ok();
    kubectl.run("label", BETA, "guarded", label + "=Always").ok();

    assertThat(kubectl.run("delete", BETA, "guarded").refusal())
        .contains("(Forbidden)")
        .contains("deletion is forbidden by label " + label + "=Always");
    kubectl.run("label", BETA, "guarded", label + "-").ok();
    kubectl.run("delete", BETA, "guarded").ok();
  }

  @Test
  void aPortOfTheHostNeedNotSaySoTwice() throws Exception {
    String host =
        manifest("host", "v1alpha1", "")
            .replace("replicas: 2", "replicas: 1")
            .replace("'shop:1'", "'shop:1', ports: [{containerPort: 8088}]")
            .replace("terminationGrace", "hostNetwork: true\n      terminationGrace");
    kubectl.apply(host).ok();

    assertThat(read(ALPHA, "host", ".spec.template.spec.containers[0].ports[0].hostPort"))
        .isEmpty();
    kubectl.await(
        "8088"::equals,
        "get",
        "pods",
        "-l",
        "app=host",
        "-o",
        "jsonpath={.items[0].spec.containers[0].ports[0].hostPort}");
  }

  @Test
  void anImmutableFieldIsNamed() throws Exception {
    kubectl.apply(manifest("stays", "v1beta1", "")).ok();

    assertThat(
            kubectl
                .apply(manifest("stays", "v1beta1", "").replace("app: stays", "app: moved"))
                .refusal())
        .contains("spec.selector");
  }

  @Test
  void defaultsAreFilledInAndATemplateOnlyWhenItChanges() throws Exception {
    kubectl.apply(manifest("defaults", "v1alpha1", "")).ok();

    assertThat(read(ALPHA, "defaults", ".spec.template.spec.dnsPolicy")).isEqualTo("ClusterFirst");
    assertThat(read(ALPHA, "defaults", ".spec.template.spec.containers[0].imagePullPolicy"))
        .isEqualTo("IfNotPresent");
    assertThat(read(BETA, "defaults", ".spec.scaleStrategy.enablePVCReuse")).isEqualTo("true");
    kubectl.apply(manifest("defaults", "v1alpha1", "")).ok();
    assertThat(read(ALPHA, "defaults", ".metadata.generation")).isEqualTo("1");
  }
}
