package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windlass.devcluster.Http.Answer;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Subject;
import io.windlass.devcluster.api.RequestGate;
import io.windlass.devcluster.api.RequestGate.Verdict;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What tests can do to requests, and what the audit says of them. Needs the embedded cluster. */
final class GateIT {
  private static final Map<String, Verdict> VERDICTS =
      Map.of(
          "busy",
          new Verdict.Refuse(
              new ApiException(429, "TooManyRequests", "slow down", Subject.NONE, List.of())
                  .withRetryAfterSeconds(3)),
          "broken",
          new Verdict.Refuse(new ApiException(500, "InternalError", "oh", Subject.NONE, List.of())),
          "done-unheard",
          new Verdict.CarryOutThenDrop(),
          "undone-unheard",
          new Verdict.Drop(),
          "late",
          new Verdict.Delay(Duration.ofMillis(50)));

  private static TestCluster cluster;

  @BeforeAll
  static void open() {
    RequestGate gate =
        write -> Optional.ofNullable(VERDICTS.get(write.name())).orElse(Verdict.PROCEED);
    cluster = TestCluster.embedded(gate);
  }

  @AfterAll
  static void close() {
    cluster.close();
  }

  private Answer patch(String name) {
    Contract.send(
        cluster,
        "POST /api/v1/namespaces/{ns}/configmaps",
        "{'metadata':{'name':'%s'}}".formatted(name));
    return Contract.send(
        cluster, "MERGE /api/v1/namespaces/{ns}/configmaps/" + name, "{'data':{'a':'b'}}");
  }

  private String stored(String name) {
    return cluster.http().get(cluster.core("configmaps/" + name)).text("data", "a");
  }

  @Test
  void aRefusedRequestChangesNothing() {
    Answer answer = patch("busy");
    assertThat(answer.code()).isEqualTo(429);
    assertThat(answer.response().headers().firstValue("Retry-After")).contains("3");
    assertThat(Contract.at(answer, "/details/retryAfterSeconds")).isEqualTo("3");
    assertThat(stored("busy")).isEmpty();
    assertThat(patch("broken").code()).isEqualTo(500);
  }

  @Test
  void anUnansweredRequestMayHaveBeenCarriedOutOrNot() {
    assertThatThrownBy(() -> patch("done-unheard")).hasMessageContaining("IOException");
    assertThat(stored("done-unheard")).isEqualTo("b");
    assertThatThrownBy(() -> patch("undone-unheard")).hasMessageContaining("IOException");
    assertThat(stored("undone-unheard")).isEmpty();
  }

  @Test
  void aDelayedRequestIsCarriedOut() {
    assertThat(patch("late").text("data", "a")).isEqualTo("b");
  }

  @Test
  void theAuditCountsRequestsByAgentUpToTheFirstSpace() {
    cluster.http().post("/debug/audit", "");
    patch("counted");
    cluster.http().get(cluster.core("configmaps/nothing"));
    Answer audit = cluster.http().get("/debug/audit");
    assertThat(audit.body().path("contract/1 create configmaps 201").asInt()).isEqualTo(1);
    assertThat(audit.body().path("contract/1 patch configmaps 200").asInt()).isEqualTo(1);
    assertThat(audit.body().path("contract/1 get configmaps 404").asInt()).isEqualTo(1);
    Answer bytes = cluster.http().get("/debug/audit?bytes=1");
    assertThat(bytes.body().path("contract/1 patch configmaps 200").asInt()).isGreaterThan(100);
    assertThat(cluster.devCluster().audit().counts())
        .containsEntry("contract/1 create configmaps 201", 1L);
  }

  @Test
  void aBodyBeyondTheLimitIsRefused() {
    String body = "{\"data\":{\"a\":\"%s\"}}".formatted("x".repeat(4 * 1024 * 1024));
    Optional<Integer> code = Optional.empty();
    try {
      code = Optional.of(cluster.http().post(cluster.core("configmaps"), body).code());
    } catch (UncheckedIOException closedBeforeTheClientHadSentItAll) {
      assertThat(closedBeforeTheClientHadSentItAll).hasMessageContaining("IOException");
    }
    assertThat(code.orElse(413)).isEqualTo(413);
  }
}
