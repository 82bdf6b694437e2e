package io.windlass.controllers.adapter.fabric8;

import static io.windlass.controllers.adapter.fabric8.PodTexts.bookmark;
import static io.windlass.controllers.adapter.fabric8.PodTexts.list;
import static io.windlass.controllers.adapter.fabric8.PodTexts.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.controllers.adapter.wire.Encoding;
import io.windlass.controllers.adapter.wire.ViewType;
import io.windlass.controllers.adapter.wire.WireBytes;
import io.windlass.core.model.PodView;
import io.windlass.core.model.RevisionView;
import io.windlass.runtime.port.RuntimeMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pods are asked for in protobuf and read in whatever comes; JSON is the way out. */
class SourceEncodingTest {
  private static final String BOTH = Encoding.PROTOBUF_TYPE + ", application/json;q=0.9";
  private static final String STREAM = Encoding.PROTOBUF_TYPE + ";stream=watch";

  private final ScriptedServer server = new ScriptedServer();
  private final KubernetesClient client = server.client();
  private final EagerScheduler scheduler = new EagerScheduler();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Told<PodView> told = new Told<>(PodView::meta);
  private final Told<RevisionView> revisions = new Told<>(RevisionView::meta);

  @AfterEach
  void stop() {
    end.countDown();
    client.close();
    server.close();
  }

  @Test
  void aServerThatWritesProtobufIsReadInIt() {
    server.answer(Encoding.PROTOBUF_TYPE, protobufList(10, pod("a", 3), pod("b", 4)));
    server.stream(STREAM, end, event("MODIFIED", pod("a", 11)), event("DELETED", pod("b", 12)));

    try (Fabric8Source<PodView> _ = follow(WantedEncoding.AUTO)) {
      told.expect("listed [a@3, b@4] at 10", "changed a@11", "removed b@12");
    }
    assertThat(server.accepted()).containsExactly(BOTH, BOTH);
  }

  @Test
  void halfAFrameIsDroppedAndTheWatchGoesOnFromTheLastWholeOne() {
    byte[] next = event("MODIFIED", pod("a", 12));
    server.answer(Encoding.PROTOBUF_TYPE, protobufList(10));
    byte[] half = Arrays.copyOf(next, next.length / 2);
    server.stream(STREAM, told.firstChange(), event("ADDED", pod("a", 11)), half);
    server.stream(STREAM, end, next);

    try (Fabric8Source<PodView> _ = follow(WantedEncoding.AUTO)) {
      told.expect("listed [] at 10", "changed a@11", "changed a@12");
    }
    assertThat(server.requests().get(2)).contains("resourceVersion=11&");
    assertThat(scheduler.pauses()).hasSize(1);
  }

  @Test
  void goneInProtobufMeansANewList() {
    server.answer(Encoding.PROTOBUF_TYPE, protobufList(10));
    server.stream(STREAM, end, WireBytes.gone(Encoding.PROTOBUF));
    server.answer(Encoding.PROTOBUF_TYPE, protobufList(30)).openStream();

    try (Fabric8Source<PodView> _ = follow(WantedEncoding.AUTO)) {
      told.expect("listed [] at 10", "listed [] at 30");
    }
  }

  @Test
  void aServerThatRefusesProtobufIsAskedForJsonFromThenOn() {
    server.answer(406, "", status(406, "only JSON"));
    server.answer(200, "", list(9, "")).openStream(bookmark(10));

    try (Fabric8Source<PodView> _ = follow(WantedEncoding.AUTO)) {
      told.expect("listed [] at 9", "reached 10");
    }
    assertThat(server.accepted()).containsExactly(BOTH, "application/json", "application/json");
    assertThat(scheduler.pauses()).as("that is no failure").isEmpty();
  }

  @Test
  void whoeverWantsProtobufAndNothingElseGetsNothingElse() {
    server.answer(406, "", status(406, "only JSON"));
    server.answer(Encoding.PROTOBUF_TYPE, protobufList(9)).openStream();

    try (Fabric8Source<PodView> _ = follow(WantedEncoding.PROTOBUF)) {
      told.expect("listed [] at 9");
    }
    assertThat(scheduler.pauses()).hasSize(1);
  }

  @Test
  void whatIsOnlyReadInJsonIsAskedForInJson() {
    server.answer(200, "", list(9, "")).openStream();

    try (Fabric8Source<RevisionView> source =
        source(new ResourceReader<>(http(), ViewType.revisions(), Scope.ALL))) {
      source.start(revisions);
      revisions.expect("listed [] at 9");
      await().untilAsserted(() -> assertThat(server.requests()).hasSize(2));
    }
    assertThat(server.accepted()).containsOnly("application/json");
  }

  @Test
  void aTypeThatFailsDoesNotHoldUpTheOthers() {
    try (ScriptedServer failing = new ScriptedServer().silence();
        KubernetesClient hanging = failing.client();
        Fabric8Source<RevisionView> stuck =
            source(
                new ResourceReader<>(
                    Fabric8Http.of(hanging, Duration.ofSeconds(60)),
                    ViewType.revisions(),
                    Scope.ALL))) {
      stuck.start(revisions);
      await().untilAsserted(() -> assertThat(failing.requests()).hasSize(1));
      server.answer(200, "", list(9, "")).openStream(bookmark(10));

      try (Fabric8Source<PodView> pods = follow(WantedEncoding.AUTO)) {
        told.expect("listed [] at 9", "reached 10");
        assertThat(pods.isHealthy()).isTrue();
        assertThat(stuck.isHealthy()).isFalse();
      }
    }
  }

  private Fabric8Source<PodView> follow(WantedEncoding wanted) {
    ReadOptions options = new ReadOptions(wanted, false, RuntimeMetrics.NONE);
    Fabric8Source<PodView> source =
        source(new ResourceReader<>(http(), ViewType.pods(), Scope.ALL, options));
    source.start(told);
    return source;
  }

  private <V> Fabric8Source<V> source(ResourceReader<V> reader) {
    return new Fabric8Source<>(reader, scheduler, () -> Instant.EPOCH);
  }

  private Fabric8Http http() {
    return Fabric8Http.of(client, Duration.ofSeconds(5));
  }

  private static Pod pod(String name, long version) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withUid("uid-" + name)
        .withNamespace("shop")
        .withGeneration(1L)
        .withCreationTimestamp("2026-11-23T08:00:00Z")
        .withResourceVersion(Long.toString(version))
        .endMetadata()
        .withNewSpec()
        .withNodeName("node-0")
        .endSpec()
        .withNewStatus()
        .withPhase("Running")
        .withPodIP("10.0.0.1")
        .endStatus()
        .build();
  }

  private static byte[] event(String type, Pod pod) {
    return WireBytes.event(Encoding.PROTOBUF, type, pod);
  }

  private static byte[] protobufList(long version, Pod... pods) {
    return WireBytes.list(Encoding.PROTOBUF, List.of(pods), Long.toString(version), "");
  }
}
