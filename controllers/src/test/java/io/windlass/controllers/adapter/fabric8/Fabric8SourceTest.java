package io.windlass.controllers.adapter.fabric8;

import static io.windlass.controllers.adapter.fabric8.PodTexts.bookmark;
import static io.windlass.controllers.adapter.fabric8.PodTexts.event;
import static io.windlass.controllers.adapter.fabric8.PodTexts.list;
import static io.windlass.controllers.adapter.fabric8.PodTexts.pod;
import static io.windlass.controllers.adapter.fabric8.PodTexts.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.controllers.adapter.wire.ViewType;
import io.windlass.core.model.PodView;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A watch that ends in whatever way goes on where it stood, and what was lost is listed anew. */
class Fabric8SourceTest {
  private static final String EMPTY_LIST = list(10, "");

  private final ScriptedServer server = new ScriptedServer();
  private final KubernetesClient client = server.client();
  private final EagerScheduler scheduler = new EagerScheduler();
  private final Told<PodView> told = new Told<>(PodView::meta);
  private final Fabric8Source<PodView> source =
      new Fabric8Source<>(
          new ResourceReader<>(
              Fabric8Http.of(client, Duration.ofSeconds(5)),
              ViewType.pods(),
              new Scope("", "app=web")),
          scheduler,
          () -> Instant.EPOCH);

  @BeforeEach
  void start() {
    source.start(told);
  }

  @AfterEach
  void stop() {
    source.close();
    client.close();
    server.close();
  }

  @Test
  void aListIsReadPageByPageAndHandedOverAsOne() {
    server.answer(200, "", list(10, "next page", pod("a", 1)));
    server.answer(200, "", list(10, "", pod("b", 2)));
    server.openStream();

    told.expect("listed [a@1, b@2] at 10");
    assertThat(server.requests().get(0))
        .isEqualTo("GET /api/v1/pods?limit=500&labelSelector=app%3Dweb");
    assertThat(server.requests().get(1)).contains("&continue=next%20page");
  }

  @Test
  void anExpiredPageStartsTheListAgainInOnePiece() {
    server.answer(200, "", list(10, "p2", pod("a", 1)));
    server.answer(410, "", status(410, "expired"));
    server.answer(200, "", list(11, "", pod("a", 1), pod("b", 2))).openStream();

    told.expect("listed [a@1, b@2] at 11");
    assertThat(server.requests().get(2)).doesNotContain("limit");
  }

  @Test
  void eventsAndBookmarksMoveTheVersionFromWhichTheNextWatchStarts() {
    server.answer(200, "", EMPTY_LIST);
    server.stream(event("ADDED", pod("a", 11)), event("DELETED", pod("a", 12)), bookmark(40));
    server.openStream();

    told.expect("listed [] at 10", "changed a@11", "removed a@12", "reached 40");
    await().untilAsserted(() -> assertThat(server.requests()).hasSize(3));
    assertThat(server.requests().get(1)).contains("watch=1&allowWatchBookmarks=true");
    assertThat(server.requests().get(2)).contains("resourceVersion=40&");
    assertThat(scheduler.pauses()).as("an orderly end is no failure").isEmpty();
  }

  @Test
  void aFrameThatComesInPiecesIsWhole() {
    String frame = event("ADDED", pod("grüße-🙂", 11));
    server.answer(200, "", EMPTY_LIST);
    server.openStream(frame.substring(0, 30), frame.substring(30, 41), frame.substring(41));

    told.expect("listed [] at 10", "changed grüße-🙂@11");
  }

  @Test
  void aHalfFrameIsDroppedAndTheWatchGoesOnFromTheLastWholeOne() {
    String half = event("MODIFIED", pod("a", 12));
    server.answer(200, "", EMPTY_LIST);
    server.cutStreamAfter(
        told.firstChange(), event("ADDED", pod("a", 11)), half.substring(0, half.length() / 2));
    server.openStream(half);

    told.expect("listed [] at 10", "changed a@11", "changed a@12");
    assertThat(server.requests().get(2)).contains("resourceVersion=11&");
    assertThat(scheduler.pauses()).hasSize(1);
  }

  @Test
  void aBrokenFrameIsAReasonToReconnect() {
    server.answer(200, "", EMPTY_LIST);
    server.stream("{\"type\":\"ADDED\",\"object\":{\"metadata\":]}}\n").openStream(bookmark(20));

    told.expect("listed [] at 10", "reached 20");
    assertThat(server.requests().get(2)).contains("resourceVersion=10&");
  }

  @Test
  void goneAsAnAnswerOrAsAFrameMeansANewList() {
    String gone = status(410, "too old");
    server.answer(200, "", EMPTY_LIST).answer(410, "", gone);
    server.answer(200, "", list(20, "", pod("b", 15)));
    server.stream(event("ERROR", gone));
    server.answer(200, "", list(30, "")).openStream();

    told.expect("listed [] at 10", "listed [b@15] at 20", "listed [] at 30");
  }

  @Test
  void failuresArePausedForLongerAndLonger() {
    for (int i = 0; i < 6; i++) {
      server.answer(503, "", "{}");
    }
    server.answer(200, "", EMPTY_LIST).openStream();

    told.expect("listed [] at 10");
    assertThat(scheduler.pauses()).hasSize(6);
    assertThat(scheduler.pauses().getLast())
        .isGreaterThan(scheduler.pauses().getFirst().multipliedBy(4));
  }

  @Test
  void aSourceIsHealthyOnceItHasListedAndWatches() {
    assertThat(source.isHealthy()).isFalse();
    server.answer(200, "", EMPTY_LIST).openStream(bookmark(12));

    told.expect("listed [] at 10", "reached 12");
    assertThat(source.isHealthy()).isTrue();
  }

  @Test
  void relistReadsEverythingAnewAndAwaitSeesIt() throws InterruptedException {
    server.answer(200, "", EMPTY_LIST).openStream(bookmark(11));
    told.expect("listed [] at 10", "reached 11");

    assertThat(source.awaitVersion(25, Duration.ofMillis(1))).isFalse();
    server.answer(200, "", list(25, "")).openStream();
    source.relist();

    assertThat(source.awaitVersion(25, Duration.ofSeconds(5))).isTrue();
  }
}
