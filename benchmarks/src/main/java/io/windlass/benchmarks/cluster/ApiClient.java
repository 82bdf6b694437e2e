package io.windlass.benchmarks.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/**
 * Plain requests over TLS with the client certificate of a kubeconfig. Thread-safe; calls block.
 */
public final class ApiClient implements AutoCloseable {
  private static final String JSON = "application/json";

  private final HttpClient http;
  private final URI server;

  private ApiClient(HttpClient http, URI server) {
    this.http = http;
    this.server = server;
  }

  /** A client with connections of its own. */
  public static ApiClient of(Path kubeconfig) {
    Config config = Config.fromKubeconfig(kubeconfig.toFile());
    try {
      HttpClient http =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .sslContext(SSLUtils.sslContext(config))
              .build();
      return new ApiClient(http, URI.create(config.getMasterUrl()));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("cannot use " + kubeconfig, e);
    }
  }

  public byte[] get(String path) {
    return sent(request(path).GET());
  }

  public byte[] post(String path, String body) {
    return sent(request(path).header("Content-Type", JSON).POST(BodyPublishers.ofString(body)));
  }

  public byte[] patch(String path, String mergePatch) {
    return sent(
        request(path)
            .header("Content-Type", "application/merge-patch+json")
            .method("PATCH", BodyPublishers.ofString(mergePatch)));
  }

  public byte[] delete(String path) {
    return sent(request(path).DELETE());
  }

  /** The bytes of a watch, as they come. */
  InputStream watch(String path) {
    try {
      return http.send(request(path).GET().build(), BodyHandlers.ofInputStream()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private byte[] sent(HttpRequest.Builder request) {
    HttpRequest ready = request.build();
    try {
      HttpResponse<byte[]> answer = http.send(ready, BodyHandlers.ofByteArray());
      if (answer.statusCode() >= 300) {
        throw new IllegalStateException(
            ready + ": " + answer.statusCode() + " " + new String(answer.body(), UTF_8));
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(ready.toString(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve(path))
        .header("User-Agent", "windlass-benchmark/1");
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted", e);
  }
}
