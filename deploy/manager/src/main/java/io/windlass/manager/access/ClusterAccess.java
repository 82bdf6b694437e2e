package io.windlass.manager.access;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.utils.HttpClientUtils;
import io.fabric8.kubernetes.client.utils.TokenRefreshInterceptor;
import io.windlass.controllers.adapter.fabric8.ApiCallMeter;
import io.windlass.manager.report.CommandFailure;
import io.windlass.runtime.port.RuntimeMetrics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A way to a cluster.
 *
 * @param kubeconfig the file; empty means what {@code KUBECONFIG}, {@code ~/.kube/config} or, in a
 *     pod, the service account say
 * @param context of that file; empty means its current one
 * @param agent what the server's audit calls this client
 * @param requestTimeout how long one request may take
 */
public record ClusterAccess(
    Optional<Path> kubeconfig, Optional<String> context, String agent, Duration requestTimeout) {

  /** A client whose server has not been asked anything yet, and whose requests are counted. */
  public KubernetesClient open(RuntimeMetrics metrics) {
    Config config = config();
    HttpClient.Factory factory = HttpClientUtils.getHttpClientFactory();
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withHttpClientFactory(factory)
        .withHttpClientBuilderConsumer(
            http ->
                http.addOrReplaceInterceptor(ApiCallMeter.NAME, new ApiCallMeter(metrics))
                    .addOrReplaceInterceptor(
                        TokenRefreshInterceptor.NAME, TokenRefresh.of(config, factory)))
        .build();
  }

  /** A client whose server has answered once. */
  public KubernetesClient connect() {
    return connect(RuntimeMetrics.NONE);
  }

  /** The same, its requests counted. */
  public KubernetesClient connect(RuntimeMetrics metrics) {
    KubernetesClient client = open(metrics);
    try {
      client.getKubernetesVersion();
      return client;
    } catch (KubernetesClientException e) {
      String url = client.getMasterUrl().toString();
      client.close();
      throw e.getCode() > 0 ? e : unreachable(url, e);
    }
  }

  private Config config() {
    Config read =
        kubeconfig.map(this::fromFile).orElseGet(() -> Config.autoConfigure(context.orElse(null)));
    return new ConfigBuilder(read)
        .withUserAgent(agent)
        .withRequestTimeout(Math.toIntExact(requestTimeout.toMillis()))
        .withOnlyHttpWatches(true)
        // A request whose answer was lost may have been carried out: only the caller knows better.
        .withRequestRetryBackoffLimit(0)
        .build();
  }

  private Config fromFile(Path file) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new CommandFailure(
          "cannot read the kubeconfig " + file, "Check the path given to --kubeconfig");
    }
    try {
      return Config.fromKubeconfig(context.orElse(null), file.toFile());
    } catch (KubernetesClientException | YamlEngineException | IllegalArgumentException e) {
      throw new CommandFailure(
          "%s is not a kubeconfig: %s".formatted(file, firstLine(e)),
          "Check the file: kubectl --kubeconfig FILE config view reads it too");
    }
  }

  private static String firstLine(RuntimeException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
  }

  private static CommandFailure unreachable(String url, KubernetesClientException failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new CommandFailure(
        "cannot reach the cluster at %s: %s".formatted(url, root.getMessage()),
        "Check that the cluster is up and that the kubeconfig names the right server");
  }
}
