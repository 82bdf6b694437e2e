package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients that do not take what they asked for. Needs the embedded cluster, which is impatient. */
final class StalledWatchersIT {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int WINDOW_CHANGES = 32;
  private static final int EVENTS = 8;
  private static final String CHUNK = "x".repeat(1_000_000);

  private static final String UPGRADE =
      """
      Connection: Upgrade
      Upgrade: websocket
      Origin: x
      Sec-WebSocket-Version: 13
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
      """;

  private static TestCluster cluster;

  @BeforeAll
  static void open() {
    cluster =
        TestCluster.of(
            options ->
                options.withWatches(
                    options.watches().withPatience(PATIENCE).withWindow(WINDOW_CHANGES)));
  }

  @AfterAll
  static void close() {
    cluster.close();
  }

  private static SSLSocket ask(String path, String headers) throws IOException {
    SSLSocket socket = cluster.http().connect();
    String request =
        "GET %s HTTP/1.1\r\nHost: x\r\nUser-Agent: stalled\r\n%s\r\n".formatted(path, headers);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static void writeALot(String name) {
    String path = cluster.core("configmaps");
    cluster.http().post(path, "{\"metadata\":{\"name\":\"%s\"}}".formatted(name));
    for (int i = 0; i < EVENTS; i++) {
      String patch = "{\"data\":{\"i\":\"%d\",\"x\":\"%s\"}}".formatted(i, CHUNK);
      assertThat(cluster.http().patch(path + "/" + name, "merge-patch+json", patch).code())
          .isEqualTo(200);
    }
  }

  /** Reads what is left on a connection; how many bytes there were until the server ended it. */
  private static long drain(SSLSocket socket) throws IOException {
    long bytes = 0;
    byte[] buffer = new byte[64 * 1024];
    try (InputStream in = socket.getInputStream()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        bytes += n;
      }
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException reset) {
      assertThat(reset).isNotNull();
    }
    return bytes;
  }

  @Test
  void clientsThatDoNotReadAreCutOffAndOthersHearEverything() throws Exception {
    String path = cluster.core("configmaps");
    String version = cluster.http().get(path).text("metadata", "resourceVersion");
    String watch = path + "?watch=1&timeoutSeconds=20&resourceVersion=" + version;
    try (SSLSocket http = ask(watch, "");
        SSLSocket socket = ask(watch, UPGRADE.replace("\n", "\r\n"))) {
      CompletableFuture<List<String>> other =
          CompletableFuture.supplyAsync(
              () -> cluster.http().watch(watch, Http.JSON).limit(EVENTS + 1).toList());
      writeALot("big");
      assertThat(other.get(10, TimeUnit.SECONDS)).hasSize(EVENTS + 1);
      // Past the server's patience: what can still be read is what was under way.
      await().pollDelay(PATIENCE.multipliedBy(3).dividedBy(2)).until(() -> true);
      for (SSLSocket stalled : List.of(http, socket)) {
        stalled.setSoTimeout(5_000);
        assertThat(drain(stalled)).isLessThan(EVENTS * (long) CHUNK.length());
      }
    }
  }

  @Test
  void aRequestThatIsNeverSentToItsEndIsGivenUp() throws Exception {
    try (SSLSocket half = cluster.http().connect()) {
      String head =
          "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
              .formatted(cluster.core("configmaps"));
      half.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      half.setSoTimeout(5_000);
      drain(half);
    }
    assertThat(cluster.http().get("/readyz").code()).isEqualTo(200);
  }

  @Test
  void aHalfClosedConnectionHarmsNobody() throws Exception {
    try (SSLSocket half = ask(cluster.core("configmaps") + "?watch=1&timeoutSeconds=1", "")) {
      half.shutdownOutput();
      writeALot("half");
      half.setSoTimeout(5_000);
      drain(half);
    }
    assertThat(cluster.http().get("/readyz").code()).isEqualTo(200);
  }

  @Test
  void aVersionThatTheLogHasForgottenEndsTheWatchWithAnError() {
    String path = cluster.core("serviceaccounts");
    String version = cluster.http().get(path).text("metadata", "resourceVersion");
    for (int i = 0; i <= WINDOW_CHANGES; i++) {
      cluster.http().post(path, "{\"metadata\":{\"generateName\":\"many-\"}}");
    }
    List<String> told =
        cluster
            .http()
            .watch(path + "?watch=1&timeoutSeconds=5&resourceVersion=" + version, Http.JSON)
            .toList();
    assertThat(told).singleElement().asString().contains("\"type\":\"ERROR\"", "\"code\":410");
    String exact = "?resourceVersionMatch=Exact&resourceVersion=" + version;
    assertThat(cluster.http().get(path + exact).code()).isEqualTo(410);
  }
}
