package io.windlass.manager.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.manager.GivenCluster;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Bad input, with the real kubectl. What the API server refuses is in the words of Kubernetes 1.32,
 * taken from its own answers; what only the controller can see becomes {@code Valid=False}.
 */
@ResourceLock(providers = GivenCluster.class)
class KubectlRefusalsIT {
  private static final String VALID =
      "{range .status.conditions[?(@.type=='Valid')]}{.status} {.message}{end}";

  private static KubectlCluster cluster;
  private static Kubectl kubectl;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    cluster = KubectlCluster.start(folder);
    kubectl = cluster.kubectl();
  }

  @AfterAll
  static void end() throws Exception {
    if (cluster != null) {
      cluster.end();
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          fault             | instead of   | stands            | answer
          negative replicas | replicas: 5  | replicas: -1      | spec.replicas: Invalid value: -1: spec.replicas in body should be greater than or equal to 0
          replicas in words | replicas: 5  | replicas: five    | spec.replicas: Invalid value: "string": spec.replicas in body must be of type integer: "string"
          unknown type      | replicas: 5  | updateStrategy: {type: InPlaceSometimes} | spec.updateStrategy.type: Unsupported value: "InPlaceSometimes": supported values: "InPlaceIfPossible", "InPlaceOnly", "OnDelete", "ReCreate"
          unknown field     | replicas: 5  | replica: 5        | CloneSet in version "v1alpha1" cannot be handled as a CloneSet: strict decoding error: unknown field "spec.replica"
          malformed YAML    | replicas: 5  | replicas: [}      | error converting YAML to JSON: yaml: line
          """)
  void theServerRefusesAndStoresNothing(String fault, String part, String stands, String answer)
      throws Exception {
    String manifest =
        KubectlCluster.sample("cloneset-basic.yaml")
            .replace("name: sample\n", "name: refused\n")
            .replace(part, stands);
    assertThat(kubectl.apply(manifest).refusal()).contains(answer);
    assertThat(kubectl.run("get", "clone", "refused").refusal()).contains("not found");
  }

  @Test
  void everyFaultOfTheSchemaIsInOneAnswer() throws Exception {
    assertThat(kubectl.apply(KubectlCluster.sample("bad-schema.yaml")).refusal())
        .contains("The CloneSet \"bad-schema\" is invalid:")
        .contains("spec.replicas: Invalid value: -1")
        .contains("spec.revisionHistoryLimit: Invalid value: -5")
        .contains("spec.updateStrategy.type: Unsupported value: \"InPlaceSometimes\"");
  }

  @Test
  void malformedJsonIsRefusedByTheServer() throws Exception {
    Path file = kubectl.file("{\"apiVersion\":\"apps.kruise.io/v1alpha1\",\"kind\":}");
    String path = "/apis/apps.kruise.io/v1alpha1/namespaces/default/clonesets";
    assertThat(kubectl.run("create", "--raw", path, "-f", file.toString()).refusal())
        .contains("Error from server (BadRequest)");
  }

  @Test
  void aStaleVersionIsAConflict() throws Exception {
    kubectl.apply(renamed("cloneset-basic.yaml", "sample", "stale")).ok();
    Path old = kubectl.file(kubectl.run("get", "clone", "stale", "-o", "yaml").ok());
    kubectl.run("label", "clone", "stale", "changed=since").ok();
    assertThat(kubectl.run("replace", "-f", old.toString()).refusal())
        .startsWith("Error from server (Conflict)")
        .contains(
            "Operation cannot be fulfilled on clonesets.apps.kruise.io \"stale\": the object has"
                + " been modified; please apply your changes to the latest version and try again");
  }

  @Test
  void theSelectorCannotBeChanged() throws Exception {
    kubectl.apply(renamed("cloneset-basic.yaml", "sample", "fixed")).ok();
    String patch = "{\"spec\":{\"selector\":{\"matchLabels\":{\"app\":\"other\"}}}}";
    assertThat(kubectl.run("patch", "clone", "fixed", "--type=merge", "-p", patch).refusal())
        .contains("spec.selector: Forbidden: a CloneSet's selector cannot be changed");
  }

  @Test
  void whatOnlyTheControllerSeesIsNamedAtOnceAndNoPodIsCreated() throws Exception {
    kubectl.apply(KubectlCluster.sample("bad-reconciler.yaml")).ok();
    assertThat(awaitFaults("bad-reconciler")).satisfies(KubectlRefusalsIT::namesAllThree);
    assertThat(kubectl.run("get", "pods", "-l", "app=something-else", "-o", "name").ok()).isEmpty();
    assertThat(kubectl.run("get", "pods", "-l", "app=bad-reconciler", "-o", "name").ok()).isEmpty();
  }

  @Test
  void aBadEditTouchesNoPodAndAGoodOneHealsIt() throws Exception {
    String good = renamed("cloneset-inplace.yaml", "web", "edited");
    kubectl.apply(good).ok();
    String ready = "{.status.updatedAvailableReplicas}";
    kubectl.await("5"::equals, "get", "clone", "edited", "-o", "jsonpath=" + ready);
    String before = podVersions();
    String bad =
        good.replace("maxUnavailable: 2", "maxUnavailable: 0")
            .replace("      labels:\n        app: edited", "      labels:\n        app: else")
            .replace("name: log-agent", "name: nginx");
    kubectl.apply(bad).ok();
    assertThat(awaitFaults("edited")).satisfies(KubectlRefusalsIT::namesAllThree);
    assertThat(podVersions()).isEqualTo(before);
    kubectl.apply(good.replace("replicas: 5", "replicas: 6")).ok();
    kubectl.await("6"::equals, "get", "clone", "edited", "-o", "jsonpath=" + ready);
    assertThat(kubectl.run("get", "clone", "edited", "-o", "jsonpath=" + VALID).ok()).isEmpty();
  }

  private static void namesAllThree(String message) {
    assertThat(message)
        .contains("spec.template.metadata.labels")
        .contains("spec.updateStrategy.maxUnavailable")
        .contains("spec.template.spec.containers[1].name");
  }

  private static String awaitFaults(String name) {
    return kubectl.await(
        out -> out.startsWith("False "), "get", "clone", name, "-o", "jsonpath=" + VALID);
  }

  private static String podVersions() throws Exception {
    String path = "{range .items[*]}{.metadata.uid} {.metadata.resourceVersion} {end}";
    return kubectl.run("get", "pods", "-l", "app=edited", "-o", "jsonpath=" + path).ok();
  }

  private static String renamed(String file, String from, String to) throws Exception {
    return KubectlCluster.sample(file)
        .replace("name: " + from + "\n", "name: " + to + "\n")
        .replace("app: " + from + "\n", "app: " + to + "\n");
  }
}
