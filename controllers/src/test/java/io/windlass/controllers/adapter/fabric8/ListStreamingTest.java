package io.windlass.controllers.adapter.fabric8;

import static io.windlass.controllers.adapter.fabric8.PodTexts.endOfInitial;
import static io.windlass.controllers.adapter.fabric8.PodTexts.event;
import static io.windlass.controllers.adapter.fabric8.PodTexts.list;
import static io.windlass.controllers.adapter.fabric8.PodTexts.pod;
import static io.windlass.controllers.adapter.fabric8.PodTexts.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.controllers.adapter.wire.ViewType;
import io.windlass.core.model.PodView;
import io.windlass.runtime.port.RuntimeMetrics;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A list may begin a watch; a server that cannot do so is asked for pages. */
class ListStreamingTest {
  private final ScriptedServer server = new ScriptedServer();
  private final KubernetesClient client = server.client();
  private final Told<PodView> told = new Told<>(PodView::meta);
  private final EagerScheduler scheduler = new EagerScheduler();
  private final Fabric8Source<PodView> source =
      new Fabric8Source<>(
          new ResourceReader<>(
              Fabric8Http.of(client, Duration.ofSeconds(5)),
              ViewType.pods(),
              Scope.ALL,
              new ReadOptions(WantedEncoding.AUTO, true, RuntimeMetrics.NONE)),
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
  void aWatchThatBeginsWithEverythingIsOneRequest() {
    server.openStream(
        event("ADDED", pod("a", 3)),
        event("ADDED", pod("b", 4)),
        event("DELETED", pod("b", 5)),
        endOfInitial(9),
        event("MODIFIED", pod("a", 12)));

    told.expect("listed [a@3] at 9", "changed a@12");
    assertThat(server.requests())
        .singleElement()
        .asString()
        .contains("&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&")
        .doesNotContain("resourceVersion=");
  }

  @Test
  void aServerThatRefusesIsAskedForPages() {
    server.answer(422, "", status(422, "forbidden"));
    server.answer(200, "", list(10, "")).openStream(event("ADDED", pod("a", 11)));

    told.expect("listed [] at 10", "changed a@11");
    assertThat(server.requests().get(1)).contains("limit=500");
    assertThat(scheduler.pauses()).as("that is no failure").isEmpty();
  }

  @Test
  void anErrorWithinTheStreamIsARefusalToo() {
    server.stream(event("ERROR", status(500, "no progress")));
    server.answer(200, "", list(10, "")).openStream();

    told.expect("listed [] at 10");
  }

  @Test
  void whatIsForbiddenInEveryWayIsTriedAgainInTheSameWay() {
    server.answer(403, "", status(403, "no"));
    server.openStream(endOfInitial(9));

    told.expect("listed [] at 9");
    assertThat(scheduler.pauses()).hasSize(1);
  }

  @Test
  void aPageOfHtmlIsAFailureLikeAnyOther() {
    server.answer(502, "Content-Type: text/html\r\n", "<html>bad gateway</html>");
    server.answer(200, "Content-Type: text/html\r\n", "<html>log in</html>");
    server.answer(200, "", list(10, "")).openStream();

    told.expect("listed [] at 10");
  }
}
