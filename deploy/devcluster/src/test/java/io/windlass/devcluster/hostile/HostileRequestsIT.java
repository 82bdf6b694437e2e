package io.windlass.devcluster.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.devcluster.DevCluster;
import io.windlass.devcluster.DevClusterOptions;
import io.windlass.devcluster.Http;
import io.windlass.devcluster.Http.Answer;
import io.windlass.devcluster.clock.RealClock;
import io.windlass.devcluster.hostile.HostileRequests.Request;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A storm of hostile requests leaves the cluster serving, its memory bounded, and is answered
 * without an error of the server's own. {@code -Dwindlass.seed} repeats a run.
 */
final class HostileRequestsIT {
  private static final long SEED = Long.getLong("windlass.seed", System.nanoTime());
  private static final int CLIENTS = 2;
  private static final int ATTEMPTS = 4;
  private static final int TOO_LARGE_BYTES = 1 << 16;
  private static final long GROWTH_BYTES = 200L << 20;

  /** What a server may answer that lacks something, or whose webhook or backend does. */
  private static final List<Integer> DECLARED = List.of(501, 503, 504);

  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final AtomicLong answered = new AtomicLong();

  @TempDir Path directory;

  @Test
  void fifteenSecondsOfHostileRequestsLeaveItServing() throws Exception {
    storm(Duration.ofSeconds(15));
  }

  @Test
  @Tag("nightly")
  void tenMinutesOfHostileRequestsLeaveItServing() throws Exception {
    storm(Duration.ofMinutes(10));
  }

  @Test
  void aRefusedPathTakesInItsBodyAndKeepsItsConnection() throws Exception {
    try (RealClock clock = new RealClock();
        DevCluster cluster = DevCluster.start(DevClusterOptions.in(directory, clock));
        Http http = Http.of(cluster.kubeconfig())) {
      byte[] large = new byte[2 << 20];
      for (String end : List.of("//", "/%2f", "/..;x/pods")) {
        String path = "/api/v1/namespaces/default/secrets" + end;
        Answer answer = http.send("POST", path, "application/json", large);
        assertThat(answer.code()).as(path).isEqualTo(400);
        assertThat(answer.text("message")).as(path).isNotEmpty();
      }
    }
  }

  private void storm(Duration time) throws Exception {
    try (RealClock clock = new RealClock();
        DevCluster cluster = DevCluster.start(DevClusterOptions.in(directory, clock));
        Http http = Http.of(cluster.kubeconfig())) {
      long before = heapBytes();
      long end = System.nanoTime() + time.toNanos();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<?>> clients =
            List.of(
                threads.submit(() -> send(http, SEED, end)),
                threads.submit(() -> send(http, SEED + 1, end)),
                threads.submit(() -> connect(http, end)));
        for (Future<?> client : clients) {
          client.get(time.toSeconds() + 60, TimeUnit.SECONDS);
        }
      }
      assertThat(faults).as("seed " + SEED).isEmpty();
      assertThat(answered).hasValueGreaterThan(CLIENTS * time.toSeconds());
      assertThat(heapBytes() - before).isLessThan(GROWTH_BYTES);
      servesStill(http);
    }
  }

  private void send(Http http, long seed, long end) {
    HostileRequests requests = new HostileRequests(seed, "default");
    while (System.nanoTime() < end) {
      Request request = requests.next();
      for (int attempt = 1; !answered(http, request, attempt); attempt++) {
        assertThat(attempt).isLessThan(ATTEMPTS);
      }
    }
  }

  /** A connection that was kept may have ended with the request before, so once is no fault. */
  private boolean answered(Http http, Request request, int attempt) {
    try {
      judge(
          request,
          http.send(request.method(), request.path(), request.mediaType(), request.body()));
      return true;
    } catch (UncheckedIOException closed) {
      boolean last = attempt == ATTEMPTS - 1;
      // Only a request that is refused before its large body is read may end its connection.
      if (last && request.body().length < TOO_LARGE_BYTES) {
        faults.add(request + ": " + closed);
      }
      return last;
    }
  }

  private void judge(Request request, Answer answer) {
    answered.incrementAndGet();
    int code = answer.code();
    if (code >= 500 && !DECLARED.contains(code) && !isTheReferees(request, code)) {
      faults.add(request + ": " + code + " " + answer.body());
    }
    boolean speaks = !request.method().equals("HEAD") && code >= 400 && !answer.body().isEmpty();
    if (speaks && answer.body().path("message").asText(answer.text("text")).isEmpty()) {
      faults.add(request + ": " + code + " without a word: " + answer.body());
    }
  }

  // Kubernetes answers so, too, where a version is no number.
  private static boolean isTheReferees(Request request, int code) {
    return code == 500 && request.path().contains("resourceVersion=");
  }

  private static Void connect(Http http, long end) throws Exception {
    try (RawConnections connections = new RawConnections(http, SEED)) {
      while (System.nanoTime() < end) {
        connections.next();
      }
      return null;
    }
  }

  private static void servesStill(Http http) {
    assertThat(http.get("/readyz").code()).isEqualTo(200);
    String pod =
        """
        {"metadata":{"name":"after"},"spec":{"containers":[{"name":"c","image":"i"}]}}\
        """;
    String pods = "/api/v1/namespaces/default/pods";
    Answer created = http.send("POST", pods, "application/json", "*/*", pod);
    assertThat(created.code()).as(created.body().toString()).isEqualTo(201);
    assertThat(http.get(pods + "/after").text("metadata", "name")).isEqualTo("after");
  }

  private static long heapBytes() {
    ManagementFactory.getMemoryMXBean().gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
