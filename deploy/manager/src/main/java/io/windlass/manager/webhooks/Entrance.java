package io.windlass.manager.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.windlass.core.model.Json;
import io.windlass.manager.settings.WebhookSettings.ServiceName;
import java.util.Base64;
import java.util.Optional;

/**
 * How an API server gets to the webhooks.
 *
 * @param service empty if it comes to the address itself
 * @param readyService the one through which it only gets to managers that are ready; empty if there
 *     is no such
 * @param address host and port
 * @param authorities whom it is to trust, as PEM
 */
record Entrance(
    Optional<ServiceName> service,
    Optional<ServiceName> readyService,
    String address,
    String authorities) {
  /** {@code clientConfig} of a webhook that is answered at any time. */
  Json.Obj clientConfig(String path) {
    return clientConfig(path, false);
  }

  /**
   * {@code clientConfig} of a webhook.
   *
   * @param whenReady whether it can only be answered by a manager that is ready
   */
  Json.Obj clientConfig(String path, boolean whenReady) {
    String bundle = Base64.getEncoder().encodeToString(authorities.getBytes(UTF_8));
    Json.Obj config = Json.Obj.EMPTY.with("caBundle", bundle);
    return (whenReady ? readyService.or(() -> service) : service)
        .map(
            name ->
                config.with(
                    "service",
                    Json.Obj.EMPTY
                        .with("namespace", name.namespace())
                        .with("name", name.name())
                        .with("path", path)
                        .with("port", Json.of(443))))
        .orElseGet(() -> config.with("url", "https://" + address + path));
  }
}
