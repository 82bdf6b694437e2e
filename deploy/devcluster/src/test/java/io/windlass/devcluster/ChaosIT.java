package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.windlass.devcluster.Http.Answer;
import io.windlass.devcluster.chaos.ChaosFile;
import io.windlass.devcluster.chaos.ChaosGate;
import io.windlass.devcluster.clock.RealClock;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Requests that meet the rules of a chaos file, over real HTTP. */
final class ChaosIT {
  private static final String FILE =
      """
      seed: 1
      rules:
      - match: {verbs: [create], resources: [secrets]}
        count: 2
        effect: {status: {code: 429, retryAfter: 3s}}
      - match: {verbs: [get], resources: [configmaps], names: hidden-*}
        effect: {status: {code: 503, message: "maintenance"}}
      - match: {verbs: [create], resources: [configmaps], names: hidden-*}
        effect: {status: {code: 403, message: "not by that name"}}
      - match: {verbs: [list], resources: [services]}
        probability: 0.5
        effect: {status: {code: 500}}
      - match: {verbs: [watch], resources: [configmaps]}
        count: 1
        effect: {cutWatch: 200ms}
      - match: {verbs: [watch], resources: [secrets]}
        effect: {expireWatch: true}
      - match: {verbs: [watch], resources: [services]}
        effect: {delayWatch: 300ms}
      - match: {verbs: [get], resources: [namespaces], agents: someone*}
        effect: {status: {code: 403}}
      - match: {verbs: [update], resources: [configmaps]}
        effect: {drop: after}
      - match: {verbs: [get], resources: [serviceaccounts]}
        effect: {latency: 300ms}
      """;

  private static TestCluster cluster;
  private static RealClock clock;

  @BeforeAll
  static void open() {
    clock = new RealClock();
    cluster =
        TestCluster.embedded(
            new ChaosGate(ChaosFile.read(FILE.getBytes(StandardCharsets.UTF_8)), clock));
  }

  @AfterAll
  static void close() {
    cluster.close();
    clock.close();
  }

  private static Answer create(String plural, String name) {
    return cluster
        .http()
        .post(cluster.core(plural), "{\"metadata\":{\"name\":\"%s\"}}".formatted(name));
  }

  @Test
  void aRuleMeetsAsManyRequestsAsItSays() {
    Answer refused = create("secrets", "a");
    assertThat(refused.code()).isEqualTo(429);
    assertThat(refused.text("reason")).isEqualTo("TooManyRequests");
    assertThat(refused.response().headers().firstValue("Retry-After")).hasValue("3");
    assertThat(create("secrets", "a").code()).isEqualTo(429);
    assertThat(create("secrets", "a").code()).isEqualTo(201);
  }

  @Test
  void aNameInABodyMatchesToo() {
    Answer hidden = create("configmaps", "hidden-2");
    assertThat(hidden.code()).isEqualTo(403);
    assertThat(hidden.text("message")).isEqualTo("not by that name");
    assertThat(create("configmaps", "open-hidden").code()).isEqualTo(201);
    Answer yaml =
        cluster
            .http()
            .send(
                "POST",
                cluster.core("configmaps"),
                "application/yaml",
                "metadata: {name: hidden-3}".getBytes(StandardCharsets.UTF_8));
    assertThat(yaml.code()).isEqualTo(403);
    assertThat(cluster.http().post(cluster.core("configmaps"), "no object").code()).isEqualTo(400);
  }

  @Test
  void aStatusIsAnsweredToTheNamesThatMatch() {
    Answer hidden = cluster.http().get(cluster.core("configmaps/hidden-1"));
    assertThat(hidden.code()).isEqualTo(503);
    assertThat(hidden.text("message")).isEqualTo("maintenance");
    assertThat(cluster.http().get(cluster.core("configmaps/shown")).code()).isEqualTo(404);
    assertThat(cluster.http().get("/api/v1/namespaces/default").code()).isEqualTo(200);
  }

  @Test
  void theDiceDecide() {
    List<Integer> codes =
        IntStream.range(0, 20)
            .map(i -> cluster.http().get(cluster.core("services")).code())
            .boxed()
            .toList();
    assertThat(codes).contains(200, 500).containsOnly(200, 500);
  }

  @Test
  void watchesAreCutOnceAndExpired() {
    String path = cluster.core("configmaps?watch=true&timeoutSeconds=1");
    long begun = System.nanoTime();
    try (Stream<String> cut = cluster.http().watch(path, Http.JSON)) {
      assertThat(ends(cut)).isTrue();
    }
    assertThat(System.nanoTime() - begun).isLessThan(900_000_000L);
    Answer expired = cluster.http().get(cluster.core("secrets?watch=true"));
    assertThat(expired.code()).isEqualTo(410);
    assertThat(expired.text("reason")).isEqualTo("Expired");
  }

  // A connection that is cut in mid-answer is an error of the client, or an end.
  private static boolean ends(Stream<String> lines) {
    try {
      lines.forEach(line -> {});
      return true;
    } catch (UncheckedIOException e) {
      return true;
    }
  }

  @Test
  void requestsAndEventsWait() {
    long begun = System.nanoTime();
    cluster.http().get(cluster.core("serviceaccounts/none"));
    assertThat(System.nanoTime() - begun).isGreaterThan(290_000_000L);
    begun = System.nanoTime();
    String path = "/api/v1/namespaces/default/services?watch=true&timeoutSeconds=1";
    try (Stream<String> lines = cluster.http().watch(path, Http.JSON)) {
      assertThat(lines.findFirst()).isPresent();
    }
    assertThat(System.nanoTime() - begun).isGreaterThan(290_000_000L);
  }

  @Test
  void aDroppedRequestMayHaveTakenEffect() {
    assertThat(create("configmaps", "kept").code()).isEqualTo(201);
    String body = "{\"metadata\":{\"name\":\"kept\"},\"data\":{\"a\":\"b\"}}";
    try {
      cluster.http().put(cluster.core("configmaps/kept"), body);
    } catch (UncheckedIOException e) {
      assertThat(e).isNotNull();
    }
    await()
        .until(
            () ->
                cluster.http().get(cluster.core("configmaps/kept")).text("data", "a").equals("b"));
  }
}
