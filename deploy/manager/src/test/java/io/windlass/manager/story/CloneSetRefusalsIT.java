package io.windlass.manager.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.windlass.controllers.adapter.admission.AdmissionMetrics;
import io.windlass.controllers.adapter.admission.AdmissionServer;
import io.windlass.controllers.adapter.admission.Capacity;
import io.windlass.controllers.adapter.admission.Endpoint;
import io.windlass.core.model.Json;
import io.windlass.devcluster.chaos.ChaosFile;
import io.windlass.devcluster.chaos.ChaosGate;
import io.windlass.devcluster.clock.RealClock;
import io.windlass.manager.GivenCluster;
import io.windlass.manager.tls.LocalKeys;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the server refuses is told in its words, and no longer than it refuses. */
@ResourceLock(providers = GivenCluster.class)
class CloneSetRefusalsIT {
  private static final Faults FAULTS = new Faults();

  @RegisterExtension
  private static final ClusterExtension CLUSTER = ClusterExtension.devcluster(FAULTS);

  private static void assertSaid(Shop shop, String type, String words) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(shop.condition(type)).contains(words));
  }

  private static void assertSilent(Shop shop, String type) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(shop.condition(type)).isEmpty());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          quota | exceeded quota: compute, requested: pods=1, used: pods=4, limited: pods=4
          psa   | violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false
          """)
  void aRefusedCreateIsToldUntilItSucceeds(String name, String words) {
    FAULTS.let(new ChaosGate(ChaosFile.read(chaos(name, words)), new RealClock()));
    Shop shop = Shop.open(CLUSTER, name, 2, "{type: InPlaceIfPossible}");
    String whole = "True Forbidden pods \"%s\" is forbidden: %s".formatted(name, words);
    assertSaid(shop, "FailedScale", whole);

    FAULTS.end();
    shop.awaitRolledOut(2);
    assertSilent(shop, "FailedScale");
  }

  @Test
  void aWebhookThatRefusesAnUpdateIsToldUntilItAgrees() throws IOException {
    Shop shop =
        Shop.open(CLUSTER, "hooked", 2, "{type: InPlaceIfPossible, maxUnavailable: 2}")
            .awaitRolledOut(2);
    AtomicBoolean agrees = new AtomicBoolean();
    LocalKeys keys = LocalKeys.make();
    try (AdmissionServer server =
        AdmissionServer.start(
            new AdmissionServer.Address("127.0.0.1", 0),
            keys.key(),
            new AdmissionServer.Service(
                Map.of("/pods", new Endpoint(1 << 20, review -> answer(review, agrees.get()))),
                Capacity.of(Runtime.getRuntime().maxMemory(), 2),
                AdmissionMetrics.NONE))) {
      HasMetadata hook = Serialization.unmarshal(hook(server.port(), keys), HasMetadata.class);
      CLUSTER.client().resource(hook).create();
      List<String> before = shop.identities();

      shop.image("shop:2");
      assertSaid(shop, "FailedUpdate", "denied the request: images come from the release train");
      assertThat(shop.running("shop:2")).isZero();

      agrees.set(true);
      shop.image("shop:3").awaitRolledOut(2);
      assertSilent(shop, "FailedUpdate");
      assertThat(shop.identities()).isEqualTo(before);
      CLUSTER.client().resource(hook).delete();
    }
  }

  /** A rule that answers as a quota or PodSecurity does. */
  private static byte[] chaos(String name, String words) {
    return """
    rules:
    - match: {verbs: [create], resources: [pods], agents: "windlass-it-manager*"}
      effect: {status: {code: 403, message: 'pods "%s" is forbidden: %s'}}
    """
        .formatted(name, words)
        .getBytes(UTF_8);
  }

  private static Json.Obj answer(Json.Obj review, boolean agrees) {
    Json.Obj response =
        Json.Obj.EMPTY
            .with("uid", review.text("request", "uid").orElse(""))
            .with("allowed", Json.of(agrees));
    Json.Obj status =
        Json.Obj.EMPTY
            .with("code", Json.of(403))
            .with("message", "images come from the release train");
    return Json.Obj.EMPTY
        .with("apiVersion", "admission.k8s.io/v1")
        .with("kind", "AdmissionReview")
        .with("response", agrees ? response : response.with("status", status));
  }

  private static String hook(int port, LocalKeys keys) {
    return """
    apiVersion: admissionregistration.k8s.io/v1
    kind: ValidatingWebhookConfiguration
    metadata: {name: images-%1$s}
    webhooks:
    - name: images.example.com
      admissionReviewVersions: [v1]
      sideEffects: None
      clientConfig: {url: 'https://127.0.0.1:%2$d/pods', caBundle: %3$s}
      namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %1$s}}
      rules: [{operations: [UPDATE], apiGroups: [''], apiVersions: [v1], resources: [pods]}]
    """
        .formatted(CLUSTER.namespace(), port, keys.caBundle());
  }
}
