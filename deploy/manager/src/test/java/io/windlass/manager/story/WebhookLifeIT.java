package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.controllers.adapter.admission.AdmissionMetrics;
import io.windlass.controllers.adapter.fabric8.Fabric8Http;
import io.windlass.core.model.Features;
import io.windlass.devcluster.api.RequestGate.Verdict;
import io.windlass.devcluster.api.RequestGate.Write;
import io.windlass.manager.settings.InjectionSettings;
import io.windlass.manager.settings.WebhookSettings;
import io.windlass.manager.webhooks.Hooks;
import io.windlass.manager.webhooks.SingleVersion;
import io.windlass.manager.webhooks.Webhooks;
import io.windlass.runtime.testing.SteppedScheduler;
import io.windlass.runtime.testing.SteppedTicker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Webhooks from the day they are turned on to the day they are turned off, on stepped time. */
class WebhookLifeIT {
  private static final WebhookSettings ON =
      WebhookSettings.local("webhook-tls", InjectionSettings.DEFAULT);

  @RegisterExtension
  private static final ClusterExtension CLUSTER = ClusterExtension.devcluster(WebhookLifeIT::judge);

  private static final AtomicBoolean STORES_NOTHING = new AtomicBoolean();

  private final SteppedTicker ticker = new SteppedTicker();
  private final SteppedScheduler scheduler = SteppedScheduler.inOrder(ticker);

  private Webhooks start() throws IOException {
    KubernetesClient client = CLUSTER.managerClient();
    Hooks hooks = Hooks.of(Features.DEFAULT, Fabric8Http.of(client, Hooks.requestTimeout()));
    return Webhooks.start(
        client,
        CLUSTER.namespace(),
        ON,
        new Webhooks.Service(hooks, scheduler.platform(), AdmissionMetrics.NONE));
  }

  /** Refuses to store the empty patches of a migration. */
  private static Verdict judge(Write write) {
    return STORES_NOTHING.get()
            && write.verb().equals("patch")
            && write.type().plural().equals("clonesets")
            && write.subresource().isEmpty()
            && write.agent().startsWith("windlass-it-manager")
        ? Faults.forbidden("not now")
        : Verdict.PROCEED;
  }

  /** Each timer that is due goes off once. */
  private void jump(Duration time) {
    ticker.set(ticker.now().plus(time));
    scheduler.advance(Duration.ZERO);
  }

  private static String certificate() {
    Secret secret = CLUSTER.client().secrets().withName("webhook-tls").get();
    return secret.getData().getOrDefault("tls.crt", "");
  }

  private static CustomResourceDefinition definition() {
    return CLUSTER
        .client()
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .withName("clonesets.apps.kruise.io")
        .get();
  }

  private static List<String> storedVersions() {
    return definition().getStatus().getStoredVersions();
  }

  @Test
  void theCertificateIsSharedAndRenewedAndObjectsComeAndGo() throws IOException {
    // Certificates are judged by real clocks too: what is stepped over has to be in the past.
    ticker.set(Instant.now().minus(Duration.ofDays(61)));
    Shop before = Shop.open(CLUSTER, "before", 1, "{type: InPlaceIfPossible}").awaitRolledOut(1);
    List<String> pods = before.versions();
    try (Webhooks one = start();
        Webhooks other = start()) {
      assertThat(other.port()).isNotEqualTo(one.port());
      String first = certificate();
      one.migrate();
      assertThat(storedVersions()).containsExactly("v1beta1");
      assertThat(before.versions()).as("no pod was touched").isEqualTo(pods);

      Long told = definition().getMetadata().getGeneration();
      jump(Duration.ofDays(59));
      assertThat(certificate()).as("31 days are left").isEqualTo(first);
      jump(Duration.ofDays(2));
      assertThat(certificate()).as("29 days are left").isNotEqualTo(first);
      assertThat(definition().getMetadata().getGeneration()).as("same authority").isEqualTo(told);
      assertThat(one.isServing()).as("ready").isTrue();

      before.edit("{replicas: 2}").awaitRolledOut(2);
      new SingleVersion(CLUSTER.client()).restore();
    }
    assertThat(storedVersions()).containsExactly("v1alpha1");
    before.edit("{replicas: 3}").awaitRolledOut(3);
  }

  @Test
  void aManagerIsReadyWhileItServesThemWithAValidCertificate() throws IOException {
    ticker.set(Instant.now());
    Webhooks webhooks = start();
    assertThat(webhooks.isServing()).isTrue();
    ticker.set(Instant.now().plus(Duration.ofDays(3650)));
    assertThat(webhooks.isServing()).as("after its certificate has ended").isFalse();
    ticker.set(Instant.now());
    webhooks.close();
    assertThat(webhooks.isServing()).as("when it is closed").isFalse();
    new SingleVersion(CLUSTER.client()).restore();
  }

  @Test
  void aMigrationThatTheServerRefusedIsTriedAgain() throws IOException {
    ticker.set(Instant.now());
    Shop.open(CLUSTER, "moved", 1, "{type: InPlaceIfPossible}").awaitRolledOut(1);
    try (Webhooks webhooks = start()) {
      STORES_NOTHING.set(true);
      webhooks.migrate();
      jump(Duration.ofSeconds(11));
      assertThat(storedVersions()).as("not all are").containsExactly("v1alpha1", "v1beta1");

      STORES_NOTHING.set(false);
      jump(Duration.ofSeconds(11));
      assertThat(storedVersions()).as("the second wait is longer").hasSize(2);
      jump(Duration.ofSeconds(11));
      assertThat(storedVersions()).containsExactly("v1beta1");
      new SingleVersion(CLUSTER.client()).restore();
    } finally {
      STORES_NOTHING.set(false);
    }
  }

  @Test
  void aConfigurationThatSomebodyDeletesIsThereAgainUntilWebhooksAreTurnedOff() throws IOException {
    ticker.set(Instant.now());
    try (Webhooks _ = start()) {
      var told = CLUSTER.client().admissionRegistration().v1();
      told.mutatingWebhookConfigurations().withName("windlass").delete();
      told.validatingWebhookConfigurations().withName("windlass").delete();
      jump(Duration.ofSeconds(31));
      assertThat(told.mutatingWebhookConfigurations().withName("windlass").get()).isNotNull();
      assertThat(told.validatingWebhookConfigurations().withName("windlass").get()).isNotNull();

      new SingleVersion(CLUSTER.client()).restore();
      jump(Duration.ofSeconds(31));
      assertThat(told.mutatingWebhookConfigurations().withName("windlass").get()).isNull();
    }
  }
}
