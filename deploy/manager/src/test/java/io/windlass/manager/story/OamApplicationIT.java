package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** OAM applications from their documents to running pods, and back to nothing. */
class OamApplicationIT {
  @RegisterExtension
  static final ClusterExtension CLUSTER = ClusterExtension.any().withoutManager();

  private static final OamShop SHOP = new OamShop(CLUSTER);
  private static final String CLONE_SET = "apps.kruise.io/v1alpha1";
  private static final String THREE = "[{name: manual-scaler, properties: {replicaCount: 3}}]";

  @BeforeAll
  static void install() throws Exception {
    SHOP.open();
  }

  @AfterAll
  static void leave() {
    SHOP.close();
  }

  @Test
  void anApplicationRunsAsACloneSetIsUpdatedInPlaceAndLeavesNothing() {
    SHOP.apply(OamShop.schematic("web", "nginx:1.25"));
    SHOP.apply(OamShop.application("shop", "web", THREE));
    SHOP.awaitPhase("shop", "Ready");
    Map<String, String> before = SHOP.podsOf("shop");
    assertThat(before).hasSize(3);

    SHOP.apply(OamShop.schematic("web", "nginx:1.26"));

    eventually(() -> assertThat(SHOP.imagesOf("shop")).containsOnly("nginx:1.26"));
    assertThat(SHOP.podsOf("shop")).as("the same pods").isEqualTo(before);

    assertThat(SHOP.ownerOf(CLONE_SET, "CloneSet", "shop-web"))
        .isEqualTo("ApplicationConfiguration/shop");
    SHOP.delete("shop");
    // The referee collects no garbage.
    if (CLUSTER.isDevcluster()) {
      eventually(() -> assertThat(SHOP.podsOf("shop")).isEmpty());
      assertThat(SHOP.find(CLONE_SET, "CloneSet", "shop-web")).isEmpty();
    }
  }

  @Test
  void whatATraitMadeGoesWithTheTrait() {
    SHOP.apply(OamShop.schematic("door", "nginx:1.25"));
    SHOP.apply(
        OamShop.application(
            "entry", "door", "[{name: ingress, properties: {hostname: shop.example.com}}]"));
    SHOP.awaitPhase("entry", "Ready");
    assertThat(SHOP.find("networking.k8s.io/v1", "Ingress", "entry-door-ingress")).isPresent();

    SHOP.apply(OamShop.application("entry", "door", "[]"));

    eventually(
        () ->
            assertThat(SHOP.find("networking.k8s.io/v1", "Ingress", "entry-door-ingress"))
                .isEmpty());
    assertThat(SHOP.find("v1", "Service", "entry-door")).isPresent();
  }

  @Test
  void aRefusedApplicationSaysWhatIsWrongKeepsWhatItHasAndStopsNobodyElse() {
    SHOP.apply(OamShop.schematic("steady", "nginx:1.25"));
    SHOP.apply(OamShop.application("mended", "steady", "[]"));
    SHOP.awaitPhase("mended", "Ready");

    SHOP.apply(OamShop.application("mended", "steady", "[{name: rocket}]"));

    SHOP.awaitPhase("mended", "Refused");
    assertThat(SHOP.status("mended", "message")).contains("spec.components[0].traits[0]", "rocket");
    assertThat(SHOP.find(CLONE_SET, "CloneSet", "mended-steady")).isPresent();
    SHOP.apply(OamShop.application("other", "steady", "[]"));
    SHOP.awaitPhase("other", "Ready");
    SHOP.apply(OamShop.application("mended", "steady", "[]"));
    SHOP.awaitPhase("mended", "Ready");
  }

  @Test
  void anApplicationWaitsForItsComponent() {
    SHOP.apply(OamShop.application("early", "late", "[]"));
    SHOP.awaitPhase("early", "Refused");
    assertThat(SHOP.status("early", "message")).contains("componentName", "late");

    SHOP.apply(OamShop.schematic("late", "nginx:1.25"));

    SHOP.awaitPhase("early", "Ready");
  }

  @Test
  void anAutoscalerTakesTheReplicasOverAsTheyAre() {
    SHOP.apply(OamShop.schematic("elastic", "nginx:1.25"));
    SHOP.apply(OamShop.application("grown", "elastic", THREE));
    SHOP.awaitPhase("grown", "Ready");

    SHOP.apply(
        OamShop.application(
            "grown",
            "elastic",
            "[{name: auto-scaler, properties: {minimum: 2, maximum: 9, cpu: 50}}]"));

    eventually(
        () ->
            assertThat(SHOP.find("autoscaling/v2", "HorizontalPodAutoscaler", "grown-elastic-hpa"))
                .isPresent());
    assertThat(SHOP.replicas("grown-elastic")).isEqualTo(3);
    SHOP.scale("grown-elastic", 5);
    SHOP.apply(OamShop.schematic("elastic", "nginx:1.26"));
    eventually(() -> assertThat(SHOP.imagesOf("grown")).containsOnly("nginx:1.26").hasSize(5));
    assertThat(SHOP.replicas("grown-elastic")).as("left to the autoscaler").isEqualTo(5);
  }

  @Test
  void aSidecarIsOutsideOfTheNamespaceAndStillGoesWithItsApplication() {
    SHOP.apply(OamShop.schematic("main", "nginx:1.25"));
    SHOP.apply(
        OamShop.application(
            "logged", "main", "[{name: sidecar, properties: {name: log, image: 'agent:1'}}]"));
    Optional<String> name = SHOP.awaitSidecarSet("logged");
    assertThat(name).isPresent();
    assertThat(SHOP.finalizers("logged")).containsExactly("oam-bridge/cluster-resources");

    SHOP.delete("logged");

    eventually(() -> assertThat(SHOP.sidecarSet("logged")).isEmpty());
    eventually(
        () ->
            assertThat(SHOP.find(OamShop.ALPHA2, "ApplicationConfiguration", "logged")).isEmpty());
  }

  @Test
  void whatBelongsToSomebodyElseIsLeftAlone() {
    SHOP.apply(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: taken-front}
        spec: {ports: [{port: 99}]}
        """);
    SHOP.apply(OamShop.schematic("front", "nginx:1.25"));

    SHOP.apply(OamShop.application("taken", "front", "[]"));

    SHOP.awaitPhase("taken", "Failing");
    assertThat(SHOP.status("taken", "message")).contains("Service/taken-front", "somebody else");
    assertThat(SHOP.find("v1", "Service", "taken-front").orElseThrow().toString()).contains("99");
  }

  @Test
  void aComponentKeepsItsStatesAndAnApplicationMayAskForOne() {
    SHOP.apply(OamShop.embedded("pinned", "nginx:1.25"));
    SHOP.apply(OamShop.following("follow", "componentName: pinned"));
    SHOP.awaitPhase("follow", "Ready");
    Map<String, String> pods = SHOP.podsOf("follow");

    SHOP.apply(OamShop.embedded("pinned", "nginx:1.26"));

    eventually(() -> assertThat(SHOP.imagesOf("follow")).containsOnly("nginx:1.26"));
    assertThat(SHOP.podsOf("follow")).as("the same pods").isEqualTo(pods);
    eventually(
        () -> assertThat(SHOP.find("apps/v1", "ControllerRevision", "pinned-v2")).isPresent());

    SHOP.apply(OamShop.following("follow", "revisionName: pinned-v1"));

    eventually(() -> assertThat(SHOP.imagesOf("follow")).containsOnly("nginx:1.25"));
  }

  private static void eventually(ThrowingRunnable holds) {
    await().atMost(Duration.ofSeconds(30)).untilAsserted(holds);
  }
}
