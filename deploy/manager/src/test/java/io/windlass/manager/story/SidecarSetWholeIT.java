package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.windlass.controllers.adapter.admission.AdmissionMetrics;
import io.windlass.core.model.Features;
import io.windlass.manager.GivenCluster;
import io.windlass.manager.settings.FailurePolicy;
import io.windlass.manager.settings.InjectionSettings;
import io.windlass.manager.settings.LabelSelector;
import io.windlass.manager.settings.WebhookSettings;
import io.windlass.manager.webhooks.ServedWebhooks;
import io.windlass.manager.webhooks.SingleVersion;
import io.windlass.manager.wiring.ControllerRuntime;
import io.windlass.runtime.control.Term;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the creation of a pod by a CloneSet to the upgrade of its sidecars, in both versions. */
@ResourceLock(providers = GivenCluster.class)
class SidecarSetWholeIT {
  @RegisterExtension
  private static final ClusterExtension CLUSTER = ClusterExtension.any().withoutManager();

  private static ServedWebhooks serve() throws IOException {
    KubernetesClient client = CLUSTER.managerClient();
    String home = CLUSTER.namespace() + "-home";
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName(home).endMetadata().build())
        .createOr(old -> old.update());
    LabelSelector mine = LabelSelector.parse("kubernetes.io/metadata.name=" + CLUSTER.namespace());
    InjectionSettings injection =
        new InjectionSettings(FailurePolicy.FAIL, Duration.ofSeconds(5), mine, LabelSelector.ALL);
    ServedWebhooks served =
        ServedWebhooks.start(
            client,
            new ServedWebhooks.Setup(
                home, WebhookSettings.local("webhook-tls", injection), Features.DEFAULT),
            CLUSTER.platform(),
            AdmissionMetrics.NONE);
    await("asked about pods")
        .until(
            () ->
                client
                        .admissionRegistration()
                        .v1()
                        .mutatingWebhookConfigurations()
                        .withName("windlass-pods")
                        .get()
                    != null);
    return served;
  }

  @AfterEach
  void restore() {
    CLUSTER
        .client()
        .genericKubernetesResources("apps.kruise.io/v1beta1", "SidecarSet")
        .withLabel("it", CLUSTER.namespace())
        .delete();
    new SingleVersion(CLUSTER.client()).restore();
  }

  private static GenericKubernetesResource sidecarSet(String version, String name) {
    String manifest =
        """
        apiVersion: apps.kruise.io/%s
        kind: SidecarSet
        metadata: {name: %s, labels: {it: %s}}
        spec:
          selector: {matchLabels: {app: %s}}
          namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %s}}
          containers: [{name: log, image: 'log:1', shareVolumePolicy: {type: enabled}}]
          updateStrategy: {maxUnavailable: 2}
        """
            .formatted(
                version,
                SidecarShop.existing(CLUSTER, name).fullName(),
                CLUSTER.namespace(),
                name,
                CLUSTER.namespace());
    return Serialization.unmarshal(manifest, GenericKubernetesResource.class);
  }

  private static SidecarShop stored(String version, String name) {
    CLUSTER.client().resource(sidecarSet(version, name)).create();
    SidecarShop sidecars = SidecarShop.existing(CLUSTER, name);
    await("revision").untilAsserted(() -> assertThat(sidecars.revisions()).hasSize(1));
    return sidecars;
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1alpha1", "v1beta1"})
  void podsOfACloneSetAreInjectedAndUpgradedAndTheirAppIsNotRestarted(String version)
      throws Exception {
    String name = "whole-" + version;
    try (ServedWebhooks _ = serve();
        ControllerRuntime _ =
            ControllerRuntime.startInTerm(
                CLUSTER.managerClient(),
                CLUSTER.platform(),
                CLUSTER.settings(),
                Term.UNCONTESTED)) {
      SidecarShop sidecars = stored(version, name);
      Shop app = Shop.open(CLUSTER, name, 3, "{type: InPlaceIfPossible, maxUnavailable: 2}");
      app.awaitRolledOut(3);
      sidecars.awaitCounters("3/3/3/3");
      List<String> identities = app.identities();

      sidecars
          .edit("{containers: [{name: log, image: 'log:2', shareVolumePolicy: {type: enabled}}]}")
          .awaitCounters("3/3/3/3");

      assertThat(sidecars.images("log")).containsOnly("log:2");
      assertThat(sidecars.restarts("main")).containsOnly(0);
      assertThat(sidecars.restarts("log")).containsOnly(1);
      assertThat(app.identities()).isEqualTo(identities);
      assertThat(sidecars.condition("PodsMissed")).isEmpty();
      // While there is somebody who converts them.
      app.delete();
      sidecars.delete();
      app.awaitNoPods();
    }
  }
}
