package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.windlass.controllers.autoscaling.cronhpa.CronHpaController;
import io.windlass.core.plan.Action.Announce;
import io.windlass.manager.GivenCluster;
import io.windlass.manager.cronhpa.CronHpaDefinition;
import io.windlass.runtime.control.Term;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** CronHPAs that nobody changed, served by these controllers. */
@ResourceLock(providers = GivenCluster.class)
class CronHpaServedIT {
  private static final String API = "autoscaling.alibabacloud.com/v1beta1";

  @RegisterExtension static final ClusterExtension CLUSTER = ClusterExtension.any();

  private static final Path OVERLAY =
      Path.of(System.getProperty("windlass.root")).resolve("deploy/overlays/cronhpa/rbac.yaml");

  private static final Queue<Announce> EVENTS = new ConcurrentLinkedQueue<>();
  private static final Deque<Runnable> OPEN = new ArrayDeque<>();

  @BeforeAll
  static void serve() throws IOException {
    CronHpaDefinition.install(CLUSTER.client());
    CronHpaController controller =
        CronHpaController.start(
            permitted(),
            new CronHpaController.Settings(ZoneId.of("Asia/Shanghai"), Set.of(CLUSTER.namespace())),
            new CronHpaController.Ports(CLUSTER.platform(), EVENTS::add, Term.UNCONTESTED));
    OPEN.push(controller::close);
  }

  /** One that may do what the overlay grants, and nothing else. */
  private static KubernetesClient permitted() throws IOException {
    String user = "cronhpa-" + CLUSTER.namespace();
    String rules = Files.readString(OVERLAY).split("(?m)^---$", -1)[0];
    ClusterRole role = Serialization.unmarshal(rules, ClusterRole.class);
    role.getMetadata().setName(user);
    CLUSTER.client().rbac().clusterRoles().resource(role).create();
    ClusterRoleBinding binding =
        new ClusterRoleBindingBuilder()
            .withNewMetadata()
            .withName(user)
            .endMetadata()
            .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", user)
            .addNewSubject()
            .withKind("User")
            .withName(user)
            .endSubject()
            .build();
    CLUSTER.client().rbac().clusterRoleBindings().resource(binding).create();
    Config config = CLUSTER.client().getConfiguration();
    KubernetesClient client =
        new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder(config).withImpersonateUsername(user).build())
            .build();
    OPEN.push(client::close);
    return client;
  }

  @AfterAll
  static void stop() {
    OPEN.forEach(Runnable::run);
    String user = "cronhpa-" + CLUSTER.namespace();
    CLUSTER.client().rbac().clusterRoleBindings().withName(user).delete();
    CLUSTER.client().rbac().clusterRoles().withName(user).delete();
  }

  @Test
  void aManifestOfCronHpaScalesItsWorkload() {
    workload("shop");
    apply("shop", "{name: always, schedule: \"0 * * * * *\", targetSize: 4}");
    await("made").until(() -> made("shop").get() != null);
    assertThat(made("shop").get().getMetadata().getOwnerReferences())
        .singleElement()
        .satisfies(owner -> assertThat(owner.getKind()).isEqualTo("CronHorizontalPodAutoscaler"));
    await("scaled")
        .until(
            () ->
                CLUSTER.client().apps().deployments().withName("shop").get().getSpec().getReplicas()
                    == 4);
    await("told").until(() -> condition("shop").getOrDefault("state", "").equals("Succeed"));
    assertThat(condition("shop"))
        .containsEntry("name", "always")
        .containsEntry("schedule", "0 * * * * *")
        .containsEntry("targetSize", 4)
        .containsKeys("jobId", "lastProbeTime", "runOnce")
        .hasEntrySatisfying(
            "message",
            it ->
                assertThat(it.toString())
                    .matches(
                        "cron hpa job always executed successfully. current replicas:[14], desired"
                            + " replicas:4."));
    assertThat(events("shop")).containsExactly("Succeed");
    assertThat(cronHpa("shop").get().getMetadata().getGeneration()).as("bug 17").isEqualTo(1);
  }

  @Test
  void whatIsRefusedIsToldInItsStatusAndActsNoMore() {
    workload("fair");
    apply("fair", "{name: always, schedule: \"0 * * * * *\", targetSize: 3}");
    await("made").until(() -> made("fair").get() != null);
    cronHpa("fair")
        .edit(
            found -> {
              found.setAdditionalProperty(
                  "spec", spec("fair", "{name: always, schedule: \"0 8 * * 1\", targetSize: 3}"));
              return found;
            });
    await("refused").until(() -> condition("fair").getOrDefault("state", "").equals("Failed"));
    assertThat(String.valueOf(condition("fair").get("message")))
        .contains("has five fields: CronHPA reads second minute hour day month");
    assertThat(events("fair")).endsWith("Failed");
    await("paused").until(() -> "Paused".equals(made("fair").get().get("spec", "mode")));
  }

  @Test
  void somebodyElsesAutoscalerOfThatNameIsLeftAlone() {
    workload("mine");
    GenericKubernetesResource own =
        Serialization.unmarshal(
            """
            apiVersion: autoscaling.windlass.io/v1alpha1
            kind: TimedPodAutoscaler
            metadata: {name: mine}
            spec: {mode: Paused, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: mine}, maxReplicas: 7}
            """,
            GenericKubernetesResource.class);
    CLUSTER.client().resource(own).create();
    apply("mine", "{name: always, schedule: \"0 * * * * *\", targetSize: 3}");
    await("told").until(() -> condition("mine").getOrDefault("state", "").equals("Failed"));
    assertThat(String.valueOf(condition("mine").get("message"))).contains("made by somebody else");
    assertThat(made("mine").get().<Integer>get("spec", "maxReplicas")).isEqualTo(7);
  }

  private static List<String> events(String name) {
    return EVENTS.stream()
        .filter(it -> it.target().key().name().equals(name))
        .map(Announce::reason)
        .toList();
  }

  private static void apply(String name, String job) {
    GenericKubernetesResource wanted =
        Serialization.unmarshal(
            """
            apiVersion: %s
            kind: CronHorizontalPodAutoscaler
            metadata: {name: %s}
            """
                .formatted(API, name),
            GenericKubernetesResource.class);
    wanted.setAdditionalProperty("spec", spec(name, job));
    CLUSTER.client().resource(wanted).create();
  }

  private static Map<?, ?> spec(String name, String job) {
    return Serialization.unmarshal(
        """
        scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: %s}
        jobs: [%s]
        """
            .formatted(name, job),
        Map.class);
  }

  private static void workload(String name) {
    String text =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: %1$s}
        spec:
          replicas: 1
          selector: {matchLabels: {app: %1$s}}
          template:
            metadata: {labels: {app: %1$s}}
            spec: {containers: [{name: app, image: "shop:1"}]}
        """
            .formatted(name);
    CLUSTER.client().resource(text).create();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> condition(String name) {
    List<Map<String, Object>> conditions = cronHpa(name).get().get("status", "conditions");
    return conditions == null || conditions.isEmpty() ? Map.of() : conditions.getFirst();
  }

  private static Resource<GenericKubernetesResource> cronHpa(String name) {
    return CLUSTER
        .client()
        .genericKubernetesResources(API, "CronHorizontalPodAutoscaler")
        .withName(name);
  }

  private static Resource<GenericKubernetesResource> made(String name) {
    return CLUSTER
        .client()
        .genericKubernetesResources("autoscaling.windlass.io/v1alpha1", "TimedPodAutoscaler")
        .withName(name);
  }
}
