package io.windlass.manager.access;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.utils.TokenRefreshInterceptor;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * Credentials of requests, as the client has them, except that a client without a token does not
 * look for a new one. The client's own way looks once a minute, and counts the minute from the last
 * token that it found: with a client certificate it finds none, and reads the kubeconfig before
 * every request. A refusal (401) still makes it read the file. Thread-safe.
 */
final class TokenRefresh implements Interceptor {
  private final Config config;
  private final Interceptor refresh;

  /** Refreshes by the given interceptor where there is something to refresh. */
  TokenRefresh(Config config, Interceptor refresh) {
    this.config = config;
    this.refresh = refresh;
  }

  /** Refreshes as the client does where there is something to refresh. */
  static TokenRefresh of(Config config, HttpClient.Factory factory) {
    return new TokenRefresh(config, new TokenRefreshInterceptor(config, factory, Instant.now()));
  }

  @Override
  public void before(BasicBuilder headers, HttpRequest request, RequestTags tags) {
    if (needsHeader()) {
      refresh.before(headers, request, tags);
    }
  }

  @Override
  public CompletableFuture<Boolean> afterFailure(
      BasicBuilder headers, HttpResponse<?> response, RequestTags tags) {
    return refresh.afterFailure(headers, response, tags);
  }

  private boolean needsHeader() {
    return config.getOauthTokenProvider() != null
        || config.getOauthToken() != null
        || config.getAutoOAuthToken() != null
        || config.getAuthProvider() != null
        || config.getUsername() != null;
  }
}
