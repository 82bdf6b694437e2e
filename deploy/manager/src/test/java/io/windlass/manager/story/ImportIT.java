package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.windlass.manager.GivenCluster;
import io.windlass.manager.cronhpa.CronHpaDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code import} from a cluster: what it prints is what the API server takes. */
@ResourceLock(providers = GivenCluster.class)
class ImportIT {
  private static final Path SAMPLES =
      Path.of(System.getProperty("windlass.root")).resolve("deploy/samples/tpa/import");
  private static final String CONTROLLER =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: kubernetes-cronhpa-controller, namespace: kube-system}
      spec:
        replicas: 0
        selector: {matchLabels: {app: cronhpa}}
        template:
          metadata: {labels: {app: cronhpa}}
          spec:
            containers:
            - name: controller
              image: cronhpa:1
              env: [{name: TZ, value: Europe/Berlin}]
      """;

  @RegisterExtension
  static final ClusterExtension CLUSTER = ClusterExtension.any().withoutManager();

  @BeforeAll
  static void bringTheOldOnes() throws IOException {
    KubernetesClient client = CLUSTER.client();
    CronHpaDefinition.install(client);
    String documents = Files.readString(SAMPLES.resolve("cronhpa-on-hpa.yaml"));
    for (String document : documents.split("(?m)^---$", -1)) {
      GenericKubernetesResource old =
          Serialization.unmarshal(document, GenericKubernetesResource.class);
      old.getMetadata().setNamespace(CLUSTER.namespace());
      client.resource(old).create();
    }
  }

  @AfterAll
  static void removeTheController() {
    CLUSTER.client().resource(controller()).delete();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "cronhpa NAMESPACE/shop --time-zone Asia/Shanghai, Asia/Shanghai, 2",
    "cronhpa shop --time-zone Asia/Shanghai, Asia/Shanghai, 2",
    "hpa NAMESPACE/shop, Etc/UTC, 0"
  })
  void whatIsPrintedIsTaken(String arguments, String zone, int windows) {
    Ended ended = windlass(arguments);
    assertThat(ended.code()).as(ended.err()).isZero();
    GenericKubernetesResource moved =
        Serialization.unmarshal(ended.out(), GenericKubernetesResource.class);
    assertThat(moved.getMetadata().getNamespace()).isEqualTo(CLUSTER.namespace());
    GenericKubernetesResource stored = dryRun(moved);
    assertThat(stored.<String>get("spec", "timeZone")).isEqualTo(zone);
    assertThat(
            stored.<Integer>get("spec", "metrics", 0, "resource", "target", "averageUtilization"))
        .isEqualTo(60);
    if (windows > 0) {
      assertThat(stored.<String>get("spec", "windows", windows - 1, "name")).isEqualTo("evening");
    }
  }

  @Test
  void theZoneIsThatOfItsController() {
    Ended unknown = windlass("cronhpa NAMESPACE/shop");
    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.err()).contains("the time zone of the CronHPA controller is not known");
    CLUSTER.client().resource(controller()).createOr(NonDeletingOperation::update);
    assertThat(windlass("cronhpa NAMESPACE/shop").out()).contains("timeZone: \"Europe/Berlin\"");
  }

  @Test
  void whatKedaSaidIsTakenToo() {
    Ended ended = windlass("keda -f " + SAMPLES.resolve("keda.yaml"));
    GenericKubernetesResource moved =
        Serialization.unmarshal(ended.out(), GenericKubernetesResource.class);
    moved.getMetadata().setNamespace(CLUSTER.namespace());
    assertThat(dryRun(moved).<Integer>get("spec", "windows", 0, "bounds", "minReplicas"))
        .isEqualTo(10);
  }

  private static GenericKubernetesResource dryRun(GenericKubernetesResource moved) {
    return CLUSTER
        .client()
        .resource(moved)
        .dryRun(true)
        .fieldValidation(FieldValidateable.Validation.STRICT)
        .create();
  }

  @Test
  void whatIsNotThereIsSaid() {
    Ended ended = windlass("hpa NAMESPACE/nothing");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err())
        .contains("no HorizontalPodAutoscaler nothing in namespace " + CLUSTER.namespace());
  }

  private static Deployment controller() {
    return Serialization.unmarshal(CONTROLLER, Deployment.class);
  }

  private static Ended windlass(String arguments) {
    return Ended.run(CLUSTER, "import " + arguments.replace("NAMESPACE", CLUSTER.namespace()));
  }
}
