package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.devcluster.Http.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What simulated containers log. Needs the embedded cluster: its time and its kubelets. */
final class PodLogsIT {
  private static SteppedCluster cluster;

  @BeforeAll
  static void open(@TempDir Path directory) {
    cluster = SteppedCluster.open(directory);
    cluster.pod(
        "web",
        "sim.windlass.io/log.app: \"one\\ntwo\"",
        "containers: [{name: app, image: 'app:1'}, {name: side, image: 'side:1'}]");
    cluster.until("web", "app:running:ready:0 side:running:ready:0");
    cluster.pod("stuck", "sim.windlass.io/start-delay: 1h", "containers: [{name: a, image: a}]");
    cluster.until("stuck", "a:ContainerCreating:-:0");
  }

  @AfterAll
  static void close() {
    cluster.close();
  }

  private static Answer log(String pod, String query) {
    return cluster.http().get(cluster.podPath(pod) + "/log" + query);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ?container=app                            | app started, run 1/one/two/
          ?container=side                           | side started, run 1/
          ?container=app&tailLines=1                | two/
          ?container=app&tailLines=0                | ``
          ?container=app&limitBytes=5               | app s
          ?container=app&tailLines=1&timestamps=true | 2026-11-23T12:00:00.002Z two/
          ?container=app&sinceTime=2030-01-01T00:00:00Z | ``
          """)
  void linesAreWhatTheAnnotationSays(String query, String lines) {
    Answer log = log("web", query);
    assertThat(log.code()).isEqualTo(200);
    assertThat(log.response().headers().firstValue("Content-Type")).contains("text/plain");
    assertThat(log.text("text").replace('\n', '/')).isEqualTo(lines);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          web   | ``                            | 400 | a container name must be specified for pod web, choose one of: [app side]
          web   | ?container=zz                 | 400 | container zz is not valid for pod web
          web   | ?container=app&previous=true  | 400 | previous terminated container "app" in pod "web" not found
          stuck | ``                            | 400 | container "a" in pod "stuck" is waiting to start: ContainerCreating
          none  | ``                            | 404 | pods "none" not found
          """)
  void whatHasNoLogSaysWhy(String pod, String query, int code, String message) {
    Answer refused = log(pod, query);
    assertThat(refused.code()).isEqualTo(code);
    assertThat(refused.text("message")).isEqualTo(message);
  }

  @Test
  void aFollowedLogEndsWithItsRunAndThePreviousOneIsStillThere() throws Exception {
    cluster.pod("twice", "a: b", "containers: [{name: a, image: 'a:1'}]");
    cluster.until("twice", "a:running:ready:0");
    CompletableFuture<List<String>> followed =
        CompletableFuture.supplyAsync(
            () ->
                cluster
                    .http()
                    .watch(cluster.podPath("twice") + "/log?follow=true", "*/*")
                    .toList());
    cluster.patch("twice", "{\"spec\":{\"containers\":[{\"name\":\"a\",\"image\":\"a:2\"}]}}");
    cluster.until("twice", "a:running:ready:1");
    assertThat(log("twice", "").text("text")).isEqualTo("a started, run 2\n");
    assertThat(log("twice", "?previous=true").text("text"))
        .isEqualTo("a started, run 1\na exited with code 0\n");
    cluster.http().delete(cluster.podPath("twice"), "{}");
    assertThat(followed.get(10, TimeUnit.SECONDS).getFirst()).startsWith("a started, run ");
  }

  @ParameterizedTest
  @CsvSource({"GET, exec", "POST, attach", "POST, portforward", "GET, proxy"})
  void whatNeedsProcessesIsNotImplemented(String method, String subresource) {
    Answer refused =
        cluster.http().send(method, cluster.podPath("web") + "/" + subresource, Http.JSON, "");
    assertThat(refused.code()).isEqualTo(501);
    assertThat(refused.text("reason")).isEqualTo("NotImplemented");
    assertThat(refused.text("message")).contains("pods/" + subresource);
  }
}
