package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.controllers.adapter.admission.AdmissionMetrics;
import io.windlass.controllers.adapter.fabric8.Fabric8Http;
import io.windlass.core.model.Features;
import io.windlass.manager.GivenCluster;
import io.windlass.manager.settings.FailurePolicy;
import io.windlass.manager.settings.InjectionSettings;
import io.windlass.manager.settings.LabelSelector;
import io.windlass.manager.settings.WebhookSettings;
import io.windlass.manager.webhooks.Hooks;
import io.windlass.manager.webhooks.ServedWebhooks;
import io.windlass.manager.webhooks.SingleVersion;
import io.windlass.manager.webhooks.Webhooks;
import io.windlass.manager.wiring.ControllerRuntime;
import io.windlass.runtime.control.Term;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A CloneSet grows while nobody answers about new pods. A manager that has read nothing yet is
 * there and converts, so what is refused can be told.
 */
@ResourceLock(providers = GivenCluster.class)
class WebhookOutageIT {
  @RegisterExtension
  private static final ClusterExtension CLUSTER = ClusterExtension.any().withoutManager();

  private static final SidecarScene SCENE = new SidecarScene(CLUSTER, "v1beta1");

  private String home = "";

  @BeforeEach
  void makeHome() {
    home = CLUSTER.namespace() + "-home";
    CLUSTER
        .client()
        .resource(new NamespaceBuilder().withNewMetadata().withName(home).endMetadata().build())
        .createOr(old -> old.update());
  }

  private static WebhookSettings settings(FailurePolicy policy) {
    LabelSelector mine = LabelSelector.parse("kubernetes.io/metadata.name=" + CLUSTER.namespace());
    return WebhookSettings.local(
        "webhook-tls",
        new InjectionSettings(policy, Duration.ofSeconds(5), mine, LabelSelector.ALL));
  }

  private ServedWebhooks serve(FailurePolicy policy) throws IOException {
    return ServedWebhooks.start(
        CLUSTER.managerClient(),
        new ServedWebhooks.Setup(home, settings(policy), Features.DEFAULT),
        CLUSTER.platform(),
        AdmissionMetrics.NONE);
  }

  /** A manager that answers all but what is asked about pods. */
  private Webhooks serveWithoutPods(FailurePolicy policy) throws IOException {
    KubernetesClient client = CLUSTER.managerClient();
    Hooks hooks = Hooks.of(Features.DEFAULT, Fabric8Http.of(client, Hooks.requestTimeout()));
    return Webhooks.start(
        client,
        home,
        settings(policy),
        new Webhooks.Service(hooks, CLUSTER.platform(), AdmissionMetrics.NONE));
  }

  @ParameterizedTest
  @EnumSource(FailurePolicy.class)
  void whatBecomesOfTheNewPodsOfACloneSet(FailurePolicy policy) throws Exception {
    String name = "away-" + policy.word().toLowerCase(Locale.ROOT);
    try (ControllerRuntime _ =
        ControllerRuntime.startInTerm(
            CLUSTER.managerClient(), CLUSTER.platform(), CLUSTER.settings(), Term.UNCONTESTED)) {
      SidecarShop sidecars;
      Shop app;
      Webhooks rest;
      try (ServedWebhooks _ = serve(policy)) {
        sidecars = SCENE.open(name, "containers: [{name: log, image: 'log:1'}]");
        app = Shop.open(CLUSTER, sidecars.name(), 1, "{type: InPlaceIfPossible}");
        app.awaitRolledOut(1);
        sidecars.awaitCounters("1/1/1/1");
        rest = serveWithoutPods(policy);
      }
      try (rest) {
        app.edit("{replicas: 3}");
        suffer(policy, app, sidecars);
        try (ServedWebhooks _ = serve(policy)) {
          recover(policy, app, sidecars);
          sidecars.resource().delete();
          app.delete();
          app.awaitNoPods();
          new SingleVersion(CLUSTER.client()).restore();
        }
      }
    }
  }

  private static void suffer(FailurePolicy policy, Shop app, SidecarShop sidecars) {
    switch (policy) {
      case FAIL -> {
        Scene.until(
            () ->
                assertThat(app.condition("FailedScale"))
                    .contains("failed calling webhook \"pod.inject.windlass.io\""));
        assertThat(app.pods()).hasSize(1);
      }
      case IGNORE -> {
        app.awaitRolledOut(3);
        Scene.until(
            () ->
                assertThat(sidecars.condition("PodsMissed"))
                    .startsWith("True 2 matching pods were created without the sidecars: ")
                    .contains(missed(app)));
        assertThat(sidecars.counters()).isEqualTo("1/1/1/1");
      }
    }
  }

  private static List<String> missed(Shop app) {
    return pods(app).stream().map(pod -> pod.getMetadata().getName()).toList();
  }

  private static List<Pod> pods(Shop app) {
    return app.pods().stream().filter(pod -> !SidecarScene.names(pod).contains("log")).toList();
  }

  /** With the policy Fail nobody does anything for it. */
  private static void recover(FailurePolicy policy, Shop app, SidecarShop sidecars) {
    if (policy == FailurePolicy.IGNORE) {
      SCENE.awaitKnown(sidecars);
      pods(app).forEach(pod -> CLUSTER.client().resource(pod).delete());
    }
    sidecars.awaitCounters("3/3/3/3");
    app.awaitRolledOut(3);
    Scene.until(
        () -> {
          assertThat(app.condition("FailedScale")).isEmpty();
          assertThat(sidecars.condition("PodsMissed")).isEmpty();
        });
    assertThat(missed(app)).isEmpty();
  }
}
