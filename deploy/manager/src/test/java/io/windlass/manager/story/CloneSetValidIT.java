package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.windlass.manager.GivenCluster;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be obeyed is said with its field path, and no pod is touched. */
@ResourceLock(providers = GivenCluster.class)
class CloneSetValidIT {
  @RegisterExtension private static final ClusterExtension CLUSTER = ClusterExtension.any();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          a CloneSet with                  | name  | edit                                                              | says
          both budgets zero                | zero  | {updateStrategy: {maxUnavailable: 0}}                             | spec.updateStrategy.maxUnavailable
          a surge where none can be        | surge | {updateStrategy: {type: InPlaceOnly, maxSurge: 1}}                | spec.updateStrategy.maxSurge
          a deadline before it can be met  | soon  | {minReadySeconds: 10, progressDeadlineSeconds: 5}                 | spec.progressDeadlineSeconds
          a selector that misses           | miss  | {template: {metadata: {labels: {app: other}}}}                    | spec.template.metadata.labels
          two containers of one name       | twice | {template: {spec: {containers: [{name: a, image: a}, {name: a, image: b}]}}} | spec.template.spec.containers[1].name
          """)
  void whatCannotBeObeyedLeavesThePodsAsTheyAre(
      String with, String name, String edit, String says) {
    Shop shop = Shop.open(CLUSTER, name, 2, "{type: InPlaceIfPossible}").awaitRolledOut(2);
    List<String> before = shop.versions();

    shop.edit(edit);

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(shop.condition("Valid")).as(with).startsWith("False").contains(says));
    assertThat(shop.status("observedGeneration")).isEqualTo("2");
    assertThat(shop.versions()).isEqualTo(before);
  }

  @Test
  void allViolationsAreToldAtOnceAndGoAwayTogether() {
    Shop shop = Shop.open(CLUSTER, "all", 1, "{type: InPlaceIfPossible}").awaitRolledOut(1);

    shop.edit(
        "{updateStrategy: {maxUnavailable: 0}, minReadySeconds: 9, progressDeadlineSeconds: 5}");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(shop.condition("Valid"))
                    .contains("spec.updateStrategy.maxUnavailable")
                    .contains("spec.progressDeadlineSeconds"));

    shop.edit(
            "{updateStrategy: {maxUnavailable: 1}, minReadySeconds: 0, progressDeadlineSeconds:"
                + " 60}")
        .image("shop:2");
    shop.awaitRolledOut(1);
    assertThat(shop.condition("Valid")).isEmpty();
  }

  @Test
  void aSelectorStaysWhatItIs() {
    Shop shop = Shop.open(CLUSTER, "selector", 1, "{type: InPlaceIfPossible}");

    assertThatThrownBy(() -> shop.edit("{selector: {matchLabels: {app: x}}}"))
        .hasMessageContaining("a CloneSet's selector cannot be changed");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          what the schema refuses  | edit                                | code | says
          negative replicas        | {replicas: -1}                      | 422  | spec.replicas
          an unknown type          | {updateStrategy: {type: Sometimes}} | 422  | spec.updateStrategy.type
          """)
  void theSchemaRefuses(String what, String edit, int code, String says) {
    String name = "schema-" + Math.floorMod(what.hashCode(), 1000);
    Shop shop = Shop.open(CLUSTER, name, 1, "{type: InPlaceIfPossible}");

    assertThatThrownBy(() -> shop.edit(edit))
        .as(what)
        .isInstanceOfSatisfying(
            KubernetesClientException.class,
            refusal -> {
              assertThat(refusal.getCode()).isEqualTo(code);
              assertThat(refusal.getMessage()).contains(says);
            });
  }
}
