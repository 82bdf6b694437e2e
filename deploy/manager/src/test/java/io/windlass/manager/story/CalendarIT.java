package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.manager.GivenCluster;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** An autoscaler whose window knows a calendar: its days count as soon as they are written. */
@ResourceLock(providers = GivenCluster.class)
class CalendarIT {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  @RegisterExtension static final ClusterExtension CLUSTER = ClusterExtension.any();

  @BeforeAll
  static void scaleByCalendar() {
    create(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: shop}
        spec:
          replicas: 1
          selector: {matchLabels: {app: shop}}
          template:
            metadata: {labels: {app: shop}}
            spec: {containers: [{name: app, image: "shop:1"}]}
        """);
    create(
        """
        apiVersion: autoscaling.windlass.io/v1alpha1
        kind: TimedPodAutoscaler
        metadata: {name: shop}
        spec:
          scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: shop}
          timeZone: Asia/Shanghai
          minReplicas: 1
          maxReplicas: 9
          windows:
          - {name: day, start: "* * * * *", duration: 1m, replicas: 3, excludeDates: [{calendarRef: {name: holidays}}]}
        """);
  }

  @Test
  void aHolidayIsOneFromTheMomentItIsWritten() {
    await("no calendar, no holiday").until(() -> replicas() == 3);
    // A status is written every 15 s at most.
    await("told").atMost(Duration.ofSeconds(40)).until(() -> valid().contains("TPA026"));
    assertThat(valid()).contains("there is no ConfigMap holidays: it excludes no date");

    LocalDate today = LocalDate.now(ZONE);
    calendar(today, today.plusDays(1));
    await("a holiday").until(() -> replicas() == 1);
    CLUSTER.client().configMaps().withName("holidays").delete();
    await("none any more").until(() -> replicas() == 3);
  }

  private static void calendar(LocalDate... days) {
    ConfigMapBuilder holidays =
        new ConfigMapBuilder().withNewMetadata().withName("holidays").endMetadata();
    for (LocalDate day : days) {
      holidays.addToData(day.toString(), "a holiday");
    }
    ConfigMap wanted = holidays.build();
    CLUSTER.client().configMaps().resource(wanted).createOr(NonDeletingOperation::update);
  }

  private static int replicas() {
    return CLUSTER.client().apps().deployments().withName("shop").require().getSpec().getReplicas();
  }

  private static String valid() {
    GenericKubernetesResource found =
        CLUSTER
            .client()
            .genericKubernetesResources("autoscaling.windlass.io/v1alpha1", "TimedPodAutoscaler")
            .withName("shop")
            .require();
    Json object = JsonText.parse(Serialization.asJson(found));
    return object.items("status", "conditions").stream()
        .filter(it -> it.text("type").equals(Optional.of("Valid")))
        .flatMap(it -> it.text("message").stream())
        .findFirst()
        .orElse("");
  }

  private static void create(String yaml) {
    CLUSTER
        .client()
        .resource(Serialization.unmarshal(yaml, GenericKubernetesResource.class))
        .create();
  }
}
