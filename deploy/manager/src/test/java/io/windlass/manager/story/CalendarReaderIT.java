package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.windlass.controllers.autoscaling.calendar.CalendarReader;
import io.windlass.core.autoscaling.calendar.CalendarReading;
import io.windlass.core.autoscaling.calendar.CalendarShelf;
import io.windlass.core.autoscaling.spec.AutoscalerSpec;
import io.windlass.core.autoscaling.spec.ReadAutoscaler;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.ObjectKey;
import io.windlass.manager.GivenCluster;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calendars of autoscalers in a cluster: found, followed, and told when they are not there. */
@ResourceLock(providers = GivenCluster.class)
class CalendarReaderIT {
  @RegisterExtension
  static final ClusterExtension CLUSTER = ClusterExtension.any().withoutManager();

  @ParameterizedTest(name = "in all namespaces: {0}")
  @ValueSource(booleans = {true, false})
  void aCalendarIsFollowedFromItsFirstDayToItsLast(boolean everywhere) {
    String name = "followed-" + everywhere;
    AutoscalerSpec spec = spec(name);
    ObjectKey web = new ObjectKey(CLUSTER.namespace(), "web");
    Queue<ObjectKey> woken = new ConcurrentLinkedQueue<>();
    Set<String> namespaces = everywhere ? Set.of() : Set.of(CLUSTER.namespace());
    try (CalendarReader reader =
        new CalendarReader(CLUSTER.client(), namespaces, Instant::now, woken::add)) {
      assertThat(reader.shelf(web, spec).readings())
          .containsExactly(Map.entry(name, new CalendarReading.Missing()));
      store(name, "2027-01-01");
      await("created").until(() -> dates(reader.shelf(web, spec)).size() == 1);
      assertThat(woken).contains(web);
      woken.clear();
      store(name, "2027-01-01", "2027-02-05");
      await("changed").until(() -> dates(reader.shelf(web, spec)).size() == 2);
      await("told").until(() -> woken.contains(web));
      CLUSTER.client().configMaps().withName(name).delete();
      await("deleted").until(() -> dates(reader.shelf(web, spec)).isEmpty());
    }
  }

  @Test
  void oneOfAnotherNamespaceIsAnotherOne() {
    store("elsewhere", "2027-01-01");
    try (CalendarReader reader =
        new CalendarReader(CLUSTER.client(), Set.of(), Instant::now, _ -> {})) {
      ObjectKey stranger = new ObjectKey("default", "web");
      assertThat(reader.shelf(stranger, spec("elsewhere")).findings(spec("elsewhere")))
          .singleElement()
          .asString()
          .startsWith("TPA026 spec.windows[day].excludeDates: there is no ConfigMap elsewhere");
    }
  }

  @Test
  void oneThatMayNotBeReadIsSaidAndTriedAgainAfterAMinute() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    Set<String> here = Set.of(CLUSTER.namespace());
    try (KubernetesClient keeper = impersonated("calendar-keeper");
        CalendarReader reader = new CalendarReader(keeper, here, now::get, _ -> {})) {
      ObjectKey web = new ObjectKey(CLUSTER.namespace(), "web");
      AutoscalerSpec spec = spec("restricted");
      assertThat(reader.shelf(web, spec).findings(spec))
          .singleElement()
          .asString()
          .contains("ConfigMap restricted cannot be read", "it excludes no date");
      store("restricted", "2027-01-01");
      allow("calendar-keeper", "restricted");
      now.set(Instant.EPOCH.plusSeconds(59));
      assertThat(reader.shelf(web, spec).readings().get("restricted"))
          .isInstanceOf(CalendarReading.Unreadable.class);
      now.set(Instant.EPOCH.plusSeconds(60));
      assertThat(dates(reader.shelf(web, spec))).hasSize(1);
    }
  }

  /** A role that names the calendar is enough. */
  private static void allow(String user, String calendar) {
    Role role =
        new RoleBuilder()
            .withNewMetadata()
            .withName(user)
            .endMetadata()
            .addNewRule()
            .withApiGroups("")
            .withResources("configmaps")
            .withResourceNames(calendar)
            .withVerbs("list", "watch")
            .endRule()
            .build();
    CLUSTER.client().rbac().roles().resource(role).create();
    RoleBinding binding =
        new RoleBindingBuilder()
            .withNewMetadata()
            .withName(user)
            .endMetadata()
            .withNewRoleRef("rbac.authorization.k8s.io", "Role", user)
            .addNewSubject()
            .withKind("User")
            .withName(user)
            .endSubject()
            .build();
    CLUSTER.client().rbac().roleBindings().resource(binding).create();
  }

  private static KubernetesClient impersonated(String user) {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(CLUSTER.client().getConfiguration())
                .withImpersonateUsername(user)
                .build())
        .build();
  }

  private static Set<LocalDate> dates(CalendarShelf shelf) {
    return shelf.readings().values().iterator().next()
            instanceof CalendarReading.Dates(Set<LocalDate> dates, var _)
        ? dates
        : Set.of();
  }

  private static void store(String name, String... dates) {
    ConfigMapBuilder builder =
        new ConfigMapBuilder().withNewMetadata().withName(name).endMetadata();
    for (String date : dates) {
      builder.addToData(date, "a holiday");
    }
    ConfigMap wanted = builder.build();
    CLUSTER.client().configMaps().resource(wanted).createOr(it -> it.update());
  }

  private static AutoscalerSpec spec(String calendar) {
    String text =
        """
        {"spec":{"scaleTargetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"w"},
         "maxReplicas":20,"windows":[{"name":"day","start":"@daily","duration":"1h","replicas":3,
          "excludeDates":[{"calendarRef":{"name":"%s"}}]}]}}
        """
            .formatted(calendar);
    return ReadAutoscaler.of((Json.Obj) JsonText.parse(text)).spec();
  }
}
