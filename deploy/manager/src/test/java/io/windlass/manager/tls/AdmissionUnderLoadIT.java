package io.windlass.manager.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.controllers.adapter.admission.AdmissionMetrics;
import io.windlass.controllers.adapter.admission.AdmissionServer;
import io.windlass.controllers.adapter.admission.Capacity;
import io.windlass.controllers.adapter.admission.Endpoint;
import io.windlass.core.model.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What clients see of the webhook server when much comes at once, slowly, or at a bad time. */
class AdmissionUnderLoadIT {
  private static final TlsIssuer ISSUER = new TlsIssuer(Set.of("127.0.0.1"));
  private final TlsMaterial material = ISSUER.renewed(Optional.empty(), Instant.now());
  private static final int LIMIT = 1 << 16;

  private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch blocked = new CountDownLatch(1);
  private final CountDownLatch taken = new CountDownLatch(1);

  @AfterEach
  void end() {
    blocked.countDown();
    clients.shutdownNow();
  }

  private SSLContext trust() throws Exception {
    return HttpsConversation.trusting(material.authorities());
  }

  private AdmissionServer start(Capacity capacity) throws IOException {
    Endpoint echo = new Endpoint(LIMIT, review -> review);
    Endpoint slow = new Endpoint(LIMIT, this::answerWhenAllowed);
    return AdmissionServer.start(
        new AdmissionServer.Address("127.0.0.1", 0),
        material.serverKey(),
        new AdmissionServer.Service(
            Map.of("/echo", echo, "/slow", slow), capacity, AdmissionMetrics.NONE));
  }

  private Json.Obj answerWhenAllowed(Json.Obj review) {
    taken.countDown();
    try {
      assertThat(blocked.await(15, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return review;
  }

  private static Capacity capacity(int answers, int waiting, Duration patience) {
    return new Capacity(500, answers, waiting, patience, 1 << 20, Duration.ofMillis(500));
  }

  private String once(SSLContext trust, AdmissionServer server, String path) throws IOException {
    try (HttpsConversation talk = HttpsConversation.open(trust, server.port())) {
      return talk.ask(path, "{}");
    }
  }

  @Test
  void aCertificateIsRenewedUnderLoadAndNoRequestFails() throws Exception {
    try (AdmissionServer server = start(capacity(8, 100, Duration.ofSeconds(5)))) {
      AtomicBoolean enough = new AtomicBoolean();
      List<Future<Integer>> loads = new ArrayList<>();
      loads.add(clients.submit(() -> overNewConnections(server, enough)));
      loads.add(clients.submit(() -> overNewConnections(server, enough)));
      loads.add(clients.submit(() -> overOneConnection(server, enough)));
      TlsMaterial shown = material;
      for (int i = 0; i < 60; i++) {
        shown = ISSUER.renewed(Optional.of(shown), Instant.now());
        server.renew(shown.serverKey());
      }
      enough.set(true);
      for (Future<Integer> load : loads) {
        assertThat(load.get(20, TimeUnit.SECONDS)).as("requests answered").isPositive();
      }
      try (HttpsConversation talk = HttpsConversation.open(trust(), server.port())) {
        assertThat(talk.shown()).isEqualTo(shown.chain().getFirst());
      }
    }
  }

  private int overNewConnections(AdmissionServer server, AtomicBoolean enough) throws Exception {
    int count = 0;
    do {
      // A context of its own, or sessions would be resumed without a look at the certificate.
      assertThat(once(trust(), server, "/echo")).startsWith("HTTP/1.1 200");
      count++;
    } while (!enough.get());
    return count;
  }

  private int overOneConnection(AdmissionServer server, AtomicBoolean enough) throws Exception {
    int count = 0;
    try (HttpsConversation talk = HttpsConversation.open(trust(), server.port())) {
      do {
        assertThat(talk.ask("/echo", "{}")).startsWith("HTTP/1.1 200");
        count++;
      } while (!enough.get());
    }
    return count;
  }

  @Test
  void whatIsTooMuchIsToldToComeAgainAndTheRestIsAnswered() throws Exception {
    SSLContext trust = trust();
    try (AdmissionServer server = start(capacity(2, 3, Duration.ofSeconds(10)))) {
      Callable<String> request = () -> once(trust, server, "/slow");
      List<Future<String>> all = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        all.add(clients.submit(request));
      }
      // 2 are worked on and about 3 wait: the rest has its answer though nothing has been done.
      Awaitility.await()
          .atMost(Duration.ofSeconds(8))
          .until(() -> all.stream().filter(Future::isDone).count() >= 20);
      blocked.countDown();
      List<String> answers = new ArrayList<>();
      for (Future<String> one : all) {
        answers.add(one.get(10, TimeUnit.SECONDS));
      }
      assertThat(answers).filteredOn(a -> a.startsWith("HTTP/1.1 200")).hasSizeBetween(5, 10);
      assertThat(answers)
          .filteredOn(a -> !a.startsWith("HTTP/1.1 200"))
          .allMatch(a -> a.startsWith("HTTP/1.1 429") && a.contains("Retry-After: 1"));
    }
  }

  @Test
  void whoSendsSlowlyKeepsNobodyElseWaitingAndIsNotWaitedFor() throws Exception {
    SSLContext trust = trust();
    try (AdmissionServer server = start(capacity(2, 2, Duration.ofMillis(200)))) {
      List<HttpsConversation> slow = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        slow.add(HttpsConversation.open(trust, server.port()).send("/echo", LIMIT, "{"));
      }
      assertThat(once(trust, server, "/echo")).startsWith("HTTP/1.1 200");
      for (HttpsConversation talk : slow) {
        assertThat(talk.answer()).startsWith("HTTP/1.1 400").contains("did not arrive");
        talk.close();
      }
    }
  }

  @Test
  void aRequestThatWasTakenIsAnsweredBeforeTheEnd() throws Exception {
    SSLContext trust = trust();
    AdmissionServer server = start(capacity(2, 2, Duration.ofSeconds(1)));
    int port = server.port();
    try (HttpsConversation talk = HttpsConversation.open(trust, port)) {
      talk.send("/slow", 2, "{}");
      assertThat(taken.await(10, TimeUnit.SECONDS)).isTrue();
      Future<?> end = clients.submit(server::close);
      Awaitility.await().until(() -> isClosedTo(trust, port));
      blocked.countDown();
      assertThat(talk.answer()).startsWith("HTTP/1.1 200");
      end.get(10, TimeUnit.SECONDS);
    }
  }

  private static boolean isClosedTo(SSLContext trust, int port) {
    try (HttpsConversation _ = HttpsConversation.open(trust, port)) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
