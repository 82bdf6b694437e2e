package io.windlass.controllers.adapter.fabric8;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.controllers.adapter.wire.ViewType;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.PodView;
import io.windlass.runtime.port.RuntimeMetrics;
import io.windlass.runtime.port.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A list may begin a watch, and protobuf may be refused; whoever cannot do so is asked plainly. */
class ListStreamingTest {
  private static final String LIST =
      """
      {"kind":"PodList","metadata":{"resourceVersion":"10"},"items":[]}\
      """;

  private final ScriptedServer server = new ScriptedServer();
  private final KubernetesClient client = server.client();
  private final List<String> told = new CopyOnWriteArrayList<>();
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
    source.start(new Told());
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
        bookmark(9, "\"k8s.io/initial-events-end\":\"true\""),
        event("MODIFIED", pod("a", 12)));

    expect("listed [a@3] at 9", "changed a@12");
    assertThat(server.requests())
        .singleElement()
        .asString()
        .contains("&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&")
        .doesNotContain("resourceVersion=");
  }

  @Test
  void aServerThatRefusesIsAskedForPages() {
    server.answer(422, "", "{\"kind\":\"Status\",\"code\":422,\"message\":\"forbidden\"}");
    server.answer(200, "", LIST).openStream(event("ADDED", pod("a", 11)));

    expect("listed [] at 10", "changed a@11");
    assertThat(server.requests().get(1)).contains("limit=500");
    assertThat(scheduler.pauses()).as("that is no failure").isEmpty();
  }

  @Test
  void anErrorWithinTheStreamIsARefusalToo() {
    server.stream(event("ERROR", "{\"kind\":\"Status\",\"code\":500,\"message\":\"no progress\"}"));
    server.answer(200, "", LIST).openStream();

    expect("listed [] at 10");
  }

  @Test
  void whatIsForbiddenInEveryWayIsTriedAgainInTheSameWay() {
    server.answer(403, "", "{\"kind\":\"Status\",\"code\":403,\"message\":\"no\"}");
    server.openStream(bookmark(9, "\"k8s.io/initial-events-end\":\"true\""));

    expect("listed [] at 9");
    assertThat(scheduler.pauses()).hasSize(1);
  }

  @Test
  void aServerWithoutProtobufIsAskedForJson() {
    server.answer(406, "", "{\"kind\":\"Status\",\"code\":406,\"message\":\"only JSON\"}");
    server.openStream(bookmark(9, "\"k8s.io/initial-events-end\":\"true\""));

    expect("listed [] at 9");
    assertThat(scheduler.pauses()).as("that is no failure").isEmpty();
  }

  @Test
  void aPageOfHtmlIsAFailureLikeAnyOther() {
    server.answer(502, "Content-Type: text/html\r\n", "<html>bad gateway</html>");
    server.answer(200, "Content-Type: text/html\r\n", "<html>log in</html>");
    server.answer(200, "", LIST).openStream();

    expect("listed [] at 10");
  }

  private void expect(String... calls) {
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(told).containsExactly(calls));
  }

  private static String pod(String name, long version) {
    return """
    {"metadata":{"name":"%s","uid":"uid-%s","resourceVersion":"%d"}}\
    """
        .formatted(name, name, version);
  }

  private static String event(String type, String object) {
    return "{\"type\":\"" + type + "\",\"object\":" + object + "}\n";
  }

  private static String bookmark(long version, String annotations) {
    return event(
        "BOOKMARK",
        "{\"metadata\":{\"resourceVersion\":\"%d\",\"annotations\":{%s}}}"
            .formatted(version, annotations));
  }

  private final class Told implements Source.Listener<PodView> {
    @Override
    public void listed(List<PodView> objects, long version) {
      told.add("listed " + objects.stream().map(Told::text).toList() + " at " + version);
    }

    @Override
    public void changed(PodView object) {
      told.add("changed " + text(object));
    }

    @Override
    public void removed(ObjectMeta last, PodView object) {
      told.add("removed " + text(object));
    }

    @Override
    public void reached(long version) {}

    private static String text(PodView pod) {
      return pod.name() + "@" + pod.meta().version();
    }
  }
}
