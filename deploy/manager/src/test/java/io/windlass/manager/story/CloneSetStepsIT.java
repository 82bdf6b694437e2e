package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.windlass.core.model.Feature;
import io.windlass.core.model.Features;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.manager.GivenCluster;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Updates in place in several steps, and what each step costs. */
@ResourceLock(providers = GivenCluster.class)
class CloneSetStepsIT {
  @RegisterExtension
  private static final ClusterExtension CLUSTER =
      ClusterExtension.any()
          .with(Features.DEFAULT.with(Feature.IN_PLACE_RESOURCES, Feature.PRE_DOWNLOAD_IMAGE));

  private static final String STRATEGY = "{type: InPlaceIfPossible, maxUnavailable: 100%}";
  private static final int PODS = 4;

  private static final String CONTAINERS =
      """
      {template: {spec: {containers: [
        {name: main, image: 'shop:%1$s', env: [{name: KRUISE_CONTAINER_PRIORITY, value: '1'}],
         resources: {limits: {cpu: %3$s}}},
        {name: agent, image: 'agent:%2$s', env: [{name: KRUISE_CONTAINER_PRIORITY, value: '9'}]}]}}}
      """;

  private static Shop open(String name) {
    String manifest = Shop.manifest(name, PODS, STRATEGY);
    String sized =
        manifest
            .replace(
                "image: 'shop:1'}",
                "image: 'shop:1', resources: {limits: {cpu: 100m}},"
                    + " env: [{name: KRUISE_CONTAINER_PRIORITY, value: '1'}]}")
            .replace(
                "image: 'agent:1'}",
                "image: 'agent:1', env: [{name: KRUISE_CONTAINER_PRIORITY, value: '9'}]}");
    return Shop.create(CLUSTER, name, sized).awaitRolledOut(PODS);
  }

  @Test
  void containersOfALowerLaunchPriorityCostOneWriteMore() {
    Shop shop = open("batches");
    List<String> before = shop.identities();
    Requests quiet = quiet();

    shop.edit(CONTAINERS.formatted("2", "2", "100m")).awaitRolledOut(PODS);
    awaitImages(shop, "shop:2");

    assertThat(shop.identities()).isEqualTo(before);
    assertThat(shop.restarts("main")).isEqualTo(Collections.nCopies(PODS, 1));
    assertThat(podWritesSince(quiet)).as("3, and 1 for the second batch").isEqualTo(4L * PODS);
  }

  @Test
  void theSampleWithAnOrderAndAGracePeriodIsUpdatedInPlace() throws IOException {
    Shop shop = Shop.create(CLUSTER, "ordered", CloneSetClaimsIT.sample("cloneset-ordered.yaml"));
    List<String> before = shop.awaitRolledOut(3).identities();

    shop.edit(
        """
        {updateStrategy: {maxUnavailable: 3, inPlaceUpdateStrategy: {gracePeriodSeconds: 1}},
         template: {spec: {containers: [{name: web, image: 'nginx:1.28'},
           {name: cache, image: 'redis:7.4',
            env: [{name: KRUISE_CONTAINER_PRIORITY, value: '10'}]}]}}}\
        """);
    awaitAll(shop, "nginx:1.28", 3);

    assertThat(shop.identities()).isEqualTo(before);
  }

  @Test
  void otherResourcesCostOneWriteMoreAndRestartNothing() {
    Assumptions.assumeTrue(servesResize(), "the server does not serve pods/resize");
    Shop shop = open("resized");
    List<String> before = shop.identities();
    Requests quiet = quiet();

    shop.edit(CONTAINERS.formatted("1", "1", "200m")).awaitRolledOut(PODS);

    assertThat(shop.identities()).isEqualTo(before);
    assertThat(shop.restarts("main")).containsOnly(0);
    assertThat(shop.pods()).allSatisfy(pod -> assertThat(cpu(pod)).isEqualTo("200m"));
    Requests cost = quiet().since(quiet);
    assertThat(cost.sum("patch pods/resize 200")).isEqualTo(PODS);
    assertThat(cost.podWrites()).as("resize, pod, and Normal again: %s", cost).isEqualTo(3L * PODS);
  }

  @Test
  void anImageAndResourcesInOneUpdateCostOneWriteMoreThanTheImage() {
    Assumptions.assumeTrue(servesResize(), "the server does not serve pods/resize");
    Shop shop = open("both");
    List<String> before = shop.identities();
    Requests quiet = quiet();

    shop.edit(CONTAINERS.formatted("2", "1", "200m"));
    awaitImages(shop, "shop:2");

    assertThat(shop.identities()).isEqualTo(before);
    assertThat(shop.restarts("main")).isEqualTo(Collections.nCopies(PODS, 1));
    assertThat(shop.restarts("agent")).containsOnly(0);
    assertThat(shop.pods()).allSatisfy(pod -> assertThat(cpu(pod)).isEqualTo("200m"));
    CloneSetRequestsIT.costs(quiet().since(quiet), PODS, 4);
  }

  @Test
  void whereTheServerCannotResizePodsAreMadeAnew() {
    Assumptions.assumeFalse(servesResize(), "the server serves pods/resize");
    Shop shop = open("unsized");
    List<String> before = shop.identities();

    shop.edit(CONTAINERS.formatted("1", "1", "200m")).awaitRolledOut(PODS);

    assertThat(shop.identities()).doesNotContainAnyElementsOf(before);
  }

  @Test
  void aGracePeriodLiesBetweenOutOfServiceAndTheNewImage() {
    Shop shop = open("graceful");
    shop.edit("{updateStrategy: {inPlaceUpdateStrategy: {gracePeriodSeconds: 2}}}");
    Requests quiet = quiet();

    shop.edit(CONTAINERS.formatted("2", "1", "100m"));
    awaitImages(shop, "shop:2");

    assertThat(shop.pods())
        .allSatisfy(pod -> assertThat(grace(pod)).isGreaterThanOrEqualTo(Duration.ofSeconds(2)));
    assertThat(shop.running("shop:2")).isEqualTo(PODS);
    assertThat(podWritesSince(quiet)).as("3, and 1 for the promise").isEqualTo(4L * PODS);
  }

  @Test
  void imagesArePulledAheadByPodsThatGoAgain() {
    Shop shop = open("ahead");
    List<String> before = shop.identities();

    shop.edit("{updateStrategy: {maxUnavailable: 1, partition: 3}}");
    shop.edit(CONTAINERS.formatted("2", "1", "100m")).awaitStatus("updatedReadyReplicas", 1);

    await("the revision is marked, and what pulled is gone")
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              assertThat(marks(shop)).contains("true");
              assertThat(pulling()).isEmpty();
            });
    assertThat(shop.status("replicas")).isEqualTo("4");
    assertThat(shop.identities()).isEqualTo(before);
  }

  private static List<String> marks(Shop shop) {
    return CLUSTER
        .client()
        .apps()
        .controllerRevisions()
        .inNamespace(CLUSTER.namespace())
        .withName(shop.status("updateRevision"))
        .get()
        .getMetadata()
        .getLabels()
        .entrySet()
        .stream()
        .filter(label -> label.getKey().equals("apps.kruise.io/pre-predownload-created"))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static List<Pod> pulling() {
    return CLUSTER
        .client()
        .pods()
        .inNamespace(CLUSTER.namespace())
        .withLabel("apps.kruise.io/image-pull-revision")
        .list()
        .getItems();
  }

  /** How long the pod was out of service before its containers were changed. */
  private static Duration grace(Pod pod) {
    String text =
        pod.getMetadata().getAnnotations().getOrDefault("apps.kruise.io/inplace-update-state", "");
    Json state = JsonText.parse(text);
    Json batch = state.items("containerBatchesRecord").getFirst();
    return Duration.between(
        Instant.parse(state.text("updateTimestamp").orElseThrow()),
        Instant.parse(batch.text("timestamp").orElseThrow()));
  }

  private static String cpu(Pod pod) {
    return String.valueOf(
        pod.getSpec().getContainers().getFirst().getResources().getLimits().get("cpu"));
  }

  private static boolean servesResize() {
    return CLUSTER.client().getApiResources("v1").getResources().stream()
        .anyMatch(resource -> resource.getName().equals("pods/resize"));
  }

  private static void awaitImages(Shop shop, String image) {
    awaitAll(shop, image, PODS);
  }

  private static void awaitAll(Shop shop, String image, int pods) {
    await(image).atMost(Duration.ofSeconds(30)).until(() -> shop.running(image) == pods);
    shop.awaitRolledOut(pods);
  }

  private static long podWritesSince(Requests before) {
    return quiet().since(before).podWrites();
  }

  private static Requests quiet() {
    return CloneSetRequestsIT.quiet(CLUSTER);
  }
}
