package io.windlass.manager.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.BindException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureReportTest {
  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new CommandFailure("what", "remedy"), "what", "remedy"),
        Arguments.of(
            new IllegalStateException(new IOException("bind", new BindException("in use"))),
            "cannot listen: in use",
            "another port"),
        Arguments.of(
            new KubernetesClientException("wrapped", new IOException("reset")),
            "the connection to the cluster failed: IOException: reset",
            "the cluster is up"),
        Arguments.of(answer(401, "Unauthorized"), "answered 401: Unauthorized", "kubeconfig"),
        Arguments.of(answer(403, "no leases"), "answered 403: no leases", "permission"),
        Arguments.of(answer(500, "sick"), "answered 500: sick", "says why"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whatTheWorldCausesIsExplained(Exception failure, String what, String remedy) {
    assertThat(FailureReport.explain(failure))
        .hasValueSatisfying(
            told -> {
              assertThat(told).hasMessageContaining(what);
              assertThat(told.remedy()).contains(remedy);
            });
  }

  @Test
  void aDefectIsNotExplainedAway() {
    assertThat(FailureReport.explain(new IllegalStateException("impossible"))).isEmpty();
  }

  private static KubernetesClientException answer(int code, String message) {
    return new KubernetesClientException(
        message, code, new StatusBuilder().withCode(code).withMessage(message).build());
  }
}
