package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.chaos.ChaosPlan;
import io.windlass.devcluster.chaos.Outages;
import io.windlass.devcluster.clock.SteppedClock;
import io.windlass.devcluster.document.YamlDocuments;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** An embedded cluster of three nodes on stepped time, with a namespace {@code team}. */
final class SteppedCluster implements AutoCloseable {
  private final SteppedClock clock;
  private final DevCluster cluster;
  private final Http http;

  private SteppedCluster(SteppedClock clock, DevCluster cluster) {
    this.clock = clock;
    this.cluster = cluster;
    this.http = Http.of(cluster.kubeconfig());
    http.post("/api/v1/namespaces", "{\"metadata\":{\"name\":\"team\"}}");
    // What a namespace is given is written by the time the test begins to count.
    await().until(() -> http.get(path("serviceaccounts/default")).code() == 200);
    await().until(() -> http.get(path("configmaps/kube-root-ca.crt")).code() == 200);
  }

  static SteppedCluster open(Path directory) {
    return open(directory, options -> options);
  }

  /** The same with other options. */
  static SteppedCluster open(Path directory, UnaryOperator<DevClusterOptions> change) {
    SteppedClock clock = new SteppedClock(Instant.parse("2026-11-23T12:00:00Z"));
    DevClusterOptions options = DevClusterOptions.in(directory, clock);
    return new SteppedCluster(clock, DevCluster.start(change.apply(options)));
  }

  /** Begins the outages of a plan. */
  Outages outages(ChaosPlan plan) {
    return Outages.start(cluster.api(), clock, plan);
  }

  Path kubeconfig() {
    return cluster.kubeconfig();
  }

  Http http() {
    return http;
  }

  void advance(int seconds) {
    clock.advance(Duration.ofSeconds(seconds));
  }

  String path(String rest) {
    return "/api/v1/namespaces/team/" + rest;
  }

  String podPath(String name) {
    return path("pods/" + name);
  }

  /** Creates an object in {@code team} from flow YAML. */
  void post(String plural, String yaml) {
    created(path(plural), yaml);
  }

  void pod(String name, String annotation, String spec) {
    post(
        "pods",
        "{metadata: {name: %s, annotations: {%s}}, spec: {%s}}".formatted(name, annotation, spec));
  }

  ObjectNode pod(String name) {
    return http.get(podPath(name)).body();
  }

  void patch(String name, String patch) {
    assertThat(http.patch(podPath(name), "strategic-merge-patch+json", patch).code())
        .isEqualTo(200);
  }

  void patchStatus(String name, String conditions) {
    String patch = "{\"status\":{\"conditions\":%s}}".formatted(conditions);
    assertThat(http.patch(podPath(name) + "/status", "strategic-merge-patch+json", patch).code())
        .isEqualTo(200);
  }

  /** Waits until the containers read {@code NAME:STATE:ready or -:RESTARTS ...}. */
  void until(String pod, String containers) {
    await().untilAsserted(() -> assertThat(containers(pod)).isEqualTo(containers));
  }

  String condition(String pod, String type) {
    for (JsonNode c : pod(pod).at("/status/conditions")) {
      if (c.path("type").asText().equals(type)) {
        String reason = c.path("reason").asText();
        return c.path("status").asText() + (reason.isEmpty() ? "" : "/" + reason);
      }
    }
    return "none";
  }

  /** The reasons of the Events about a pod. */
  Set<String> events(String pod) {
    Set<String> reasons = new HashSet<>();
    for (JsonNode event : http.get(path("events")).body().path("items")) {
      if (event.at("/involvedObject/name").asText().equals(pod)) {
        reasons.add(event.path("reason").asText());
      }
    }
    return reasons;
  }

  /** What scheduler and kubelets have written on pods, by the audit. */
  String writes() {
    return "bind %d, status %d"
        .formatted(
            count("kube-scheduler create pods/binding"), count("kubelet update pods/status"));
  }

  private long count(String request) {
    return cluster.audit().counts().entrySet().stream()
        .filter(e -> e.getKey().startsWith(request + " "))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  void defineWidgets() {
    String schema = "{openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}";
    created(
        "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
        """
        {apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition,
         metadata: {name: widgets.x.io},
         spec: {group: x.io, scope: Namespaced, names: {kind: Widget, plural: widgets},
                versions: [{name: v1, served: true, storage: true, schema: %s}]}}
        """
            .formatted(schema));
    await().until(() -> http.get("/apis/x.io/v1/namespaces/team/widgets").code() == 200);
  }

  /** Creates a custom resource; answers its uid. */
  String widget(String name) {
    return created(
            "/apis/x.io/v1/namespaces/team/widgets",
            "{apiVersion: x.io/v1, kind: Widget, metadata: {name: %s}}".formatted(name))
        .text("metadata", "uid");
  }

  String widgetPath(String name) {
    return "/apis/x.io/v1/namespaces/team/widgets/" + name;
  }

  @Override
  public void close() {
    http.close();
    cluster.close();
  }

  private Http.Answer created(String path, String yaml) {
    String json = YamlDocuments.parse(yaml.getBytes(StandardCharsets.UTF_8)).toString();
    Http.Answer answer = http.post(path, json);
    assertThat(answer.code()).as(answer.body().toString()).isEqualTo(201);
    return answer;
  }

  private String containers(String pod) {
    List<String> words = new ArrayList<>();
    pod(pod).at("/status/containerStatuses").forEach(c -> words.add(words(c)));
    return String.join(" ", words);
  }

  private static String words(JsonNode c) {
    JsonNode state = c.path("state");
    String word = state.path("waiting").path("reason").asText(state.fieldNames().next());
    String ready = c.path("ready").asBoolean() ? "ready" : "-";
    return "%s:%s:%s:%d"
        .formatted(c.path("name").asText(), word, ready, c.path("restartCount").asInt());
  }
}
