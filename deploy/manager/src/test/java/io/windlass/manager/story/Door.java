package io.windlass.manager.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Requests for autoscalers as a user sends them, and what the API server says to each. */
record Door(KubernetesClient client) {
  private static final ObjectMapper YAML = new YAMLMapper();
  private static final Pattern WARNING = Pattern.compile("299 - \"(.*)\"");

  /** What came back: the refusal, empty if there is none, and the warnings. */
  record Answer(int code, String refusal, List<String> warnings) {
    /** All of it, a line each. */
    List<String> lines() {
      return Stream.concat(
              Stream.of(refusal).filter(it -> !it.isEmpty()).map("refused: "::concat),
              warnings.stream().map("warned: "::concat))
          .toList();
    }
  }

  /** Sends one that asks for this. */
  Answer dryRun(String name, String spec) throws IOException {
    return send("POST", "?dryRun=All", manifest(name, spec));
  }

  /** Stores it. */
  Answer create(String name, String spec) throws IOException {
    return send("POST", "", manifest(name, spec));
  }

  /** Changes one that is stored, as if. */
  Answer edit(String name, String patch) throws IOException {
    return send("PATCH", "/" + name + "?dryRun=All", YAML.readTree(patch));
  }

  /** Any object of any type, by its path. */
  Answer post(String path, String yaml) throws IOException {
    return exchange("POST", path, YAML.readTree(yaml));
  }

  static JsonNode manifest(String name, String spec) throws IOException {
    ObjectNode manifest =
        (ObjectNode)
            YAML.readTree(
                """
                apiVersion: autoscaling.windlass.io/v1alpha1
                kind: TimedPodAutoscaler
                metadata: {name: %s}
                spec:
                  scaleTargetRef: {apiVersion: apps.kruise.io/v1alpha1, kind: CloneSet, name: web}
                  maxReplicas: 20
                """
                    .formatted(name));
    YAML.readerForUpdating(manifest.path("spec")).readValue(spec);
    return manifest;
  }

  private Answer send(String method, String rest, JsonNode body) throws IOException {
    String path =
        "/apis/autoscaling.windlass.io/v1alpha1/namespaces/%s/timedpodautoscalers%s"
            .formatted(client.getNamespace(), rest);
    return exchange(method, path, body);
  }

  private Answer exchange(String method, String path, JsonNode body) throws IOException {
    HttpClient http = client.getHttpClient();
    String type = method.equals("PATCH") ? "application/merge-patch+json" : "application/json";
    HttpRequest request =
        http.newHttpRequestBuilder()
            .uri(client.getMasterUrl().toString().replaceAll("/$", "") + path)
            .method(method, type, body.toString())
            .build();
    CompletableFuture<HttpResponse<String>> sent = http.sendAsync(request, String.class);
    HttpResponse<String> answer = sent.join();
    String refusal =
        answer.code() < 300 ? "" : YAML.readTree(answer.body()).path("message").asText();
    List<String> warnings =
        answer.headers("Warning").stream()
            .map(it -> WARNING.matcher(it).replaceAll("$1").replace("\\\"", "\""))
            .toList();
    return new Answer(answer.code(), refusal, warnings);
  }
}
