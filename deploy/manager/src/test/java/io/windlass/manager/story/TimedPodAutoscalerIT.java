package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the controller of autoscalers does to targets of several kinds, on any cluster. */
class TimedPodAutoscalerIT {
  @RegisterExtension private static final ClusterExtension CLUSTER = ClusterExtension.any();

  private static final String ALWAYS =
      "{name: always, start: '0 0 * * *', duration: 24h, bounds: {minReplicas: %d}}";

  @Test
  void theFloorOfAWindowIsReachedWhateverTheKind() {
    cloneSet("shop", 1);
    deployment("front", 1);
    autoscaler("shop", "apps.kruise.io/v1alpha1, kind: CloneSet", ALWAYS.formatted(3));
    autoscaler("front", "apps/v1, kind: Deployment", ALWAYS.formatted(2));

    until(() -> assertThat(replicas("apps.kruise.io/v1alpha1", "CloneSet", "shop")).isEqualTo(3));
    until(() -> assertThat(replicas("apps/v1", "Deployment", "front")).isEqualTo(2));
    until(
        () -> {
          Json status = status("shop");
          assertThat(status.number("lastApplied", "replicas")).hasValue(3L);
          assertThat(status.text("bounds", "floorBy")).hasValue("always");
          assertThat(status.items("history").getFirst().number("from")).hasValue(1L);
          assertThat(condition(status, "AbleToScale")).isEqualTo("True SucceededRescale");
          assertThat(condition(status, "TargetFound")).isEqualTo("True Found");
          assertThat(condition(status, "Valid")).isEqualTo("True Accepted");
        });
    until(() -> assertThat(events("shop")).contains("Rescaled"));
  }

  @Test
  void anEdgeIsServedWithinItsSecond() {
    cloneSet("edge", 1);
    Instant edge = Instant.now().plusSeconds(4).truncatedTo(ChronoUnit.SECONDS);
    autoscaler(
        "edge",
        "apps.kruise.io/v1alpha1, kind: CloneSet",
        "{name: sale, at: '%s', duration: 1h, replicas: 4}"
            .formatted(LocalDateTime.ofInstant(edge, ZoneOffset.UTC).withNano(0)));

    until(() -> assertThat(replicas("apps.kruise.io/v1alpha1", "CloneSet", "edge")).isEqualTo(4));
    until(() -> assertThat(status("edge").text("lastScaleTime")).isPresent());
    Instant served =
        Timestamps.parse(status("edge").text("lastScaleTime").orElseThrow()).orElseThrow();
    assertThat(Duration.between(edge, served)).isBetween(Duration.ZERO, Duration.ofSeconds(2));
  }

  @Test
  void whatSomebodyElseWritesIsNoticedByTheWatchOfItsKind() {
    deployment("guarded", 1);
    autoscaler("guarded", "apps/v1, kind: Deployment", ALWAYS.formatted(3));
    until(() -> assertThat(replicas("apps/v1", "Deployment", "guarded")).isEqualTo(3));
    client().apps().deployments().inNamespace(CLUSTER.namespace()).withName("guarded").scale(1);
    until(() -> assertThat(status("guarded").items("history")).hasSize(2));
    until(() -> assertThat(replicas("apps/v1", "Deployment", "guarded")).isEqualTo(3));
  }

  @Test
  void aTargetThatComesLaterIsFound() {
    autoscaler("late", "apps.kruise.io/v1alpha1, kind: CloneSet", ALWAYS.formatted(2));
    until(() -> assertThat(condition(status("late"), "TargetFound")).isEqualTo("False NotFound"));
    cloneSet("late", 1);
    until(() -> assertThat(replicas("apps.kruise.io/v1alpha1", "CloneSet", "late")).isEqualTo(2));
    until(() -> assertThat(condition(status("late"), "TargetFound")).isEqualTo("True Found"));
  }

  private static void cloneSet(String name, int replicas) {
    create(
        """
        {apiVersion: apps.kruise.io/v1alpha1, kind: CloneSet, metadata: {name: %1$s},
         spec: {replicas: %2$d, selector: {matchLabels: {app: %1$s}},
                template: {metadata: {labels: {app: %1$s}},
                           spec: {containers: [{name: main, image: 'shop:1'}]}}}}
        """
            .formatted(name, replicas));
  }

  private static void deployment(String name, int replicas) {
    create(
        """
        {apiVersion: apps/v1, kind: Deployment, metadata: {name: %1$s},
         spec: {replicas: %2$d, selector: {matchLabels: {app: %1$s}},
                template: {metadata: {labels: {app: %1$s}},
                           spec: {containers: [{name: main, image: 'shop:1'}]}}}}
        """
            .formatted(name, replicas));
  }

  private static void autoscaler(String name, String target, String window) {
    create(
        """
        {apiVersion: autoscaling.windlass.io/v1alpha1, kind: TimedPodAutoscaler,
         metadata: {name: %1$s},
         spec: {scaleTargetRef: {apiVersion: %2$s, name: %1$s},
                minReplicas: 1, maxReplicas: 9, windows: [%3$s]}}
        """
            .formatted(name, target, window));
  }

  private static void create(String yaml) {
    GenericKubernetesResource object =
        Serialization.unmarshal("---\n" + yaml, GenericKubernetesResource.class);
    object.getMetadata().setNamespace(CLUSTER.namespace());
    client().resource(object).create();
  }

  private static long replicas(String apiVersion, String kind, String name) {
    GenericKubernetesResource found =
        client()
            .genericKubernetesResources(apiVersion, kind)
            .inNamespace(CLUSTER.namespace())
            .withName(name)
            .get();
    return ((Number) found.<Object>get("spec", "replicas")).longValue();
  }

  private static Json.Obj status(String name) {
    GenericKubernetesResource found =
        client()
            .genericKubernetesResources("autoscaling.windlass.io/v1alpha1", "TimedPodAutoscaler")
            .inNamespace(CLUSTER.namespace())
            .withName(name)
            .get();
    return ((Json.Obj) JsonText.parse(Serialization.asJson(found))).object("status");
  }

  private static String condition(Json status, String type) {
    return status.items("conditions").stream()
        .filter(it -> it.text("type").equals(Optional.of(type)))
        .map(it -> it.text("status").orElse("") + " " + it.text("reason").orElse(""))
        .findFirst()
        .orElse("none");
  }

  private static String events(String name) {
    return client().v1().events().inNamespace(CLUSTER.namespace()).list().getItems().stream()
        .filter(it -> it.getInvolvedObject().getName().equals(name))
        .filter(it -> it.getInvolvedObject().getKind().equals("TimedPodAutoscaler"))
        .map(it -> it.getReason())
        .toList()
        .toString();
  }

  private static KubernetesClient client() {
    return CLUSTER.client();
  }

  private static void until(ThrowingRunnable assertion) {
    await().atMost(Duration.ofSeconds(20)).untilAsserted(assertion);
  }
}
