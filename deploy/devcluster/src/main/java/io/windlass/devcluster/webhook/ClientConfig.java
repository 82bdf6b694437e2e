package io.windlass.devcluster.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a webhook is and whom to trust there.
 *
 * @param uri the host of a Service is {@code NAME.NAMESPACE.svc}
 * @param authorities certificates in PEM; empty for those of the system
 */
public record ClientConfig(URI uri, String authorities) {
  private static final int DEFAULT_PORT = 443;

  /** Reads a valid {@code clientConfig}. */
  public static ClientConfig of(JsonNode config) {
    byte[] bundle = Base64.getDecoder().decode(config.path("caBundle").asText(""));
    return new ClientConfig(uri(config), new String(bundle, StandardCharsets.US_ASCII));
  }

  private static URI uri(JsonNode config) {
    JsonNode service = config.path("service");
    if (!service.isObject()) {
      URI url = URI.create(config.path("url").asText());
      return url.getRawPath().isEmpty() ? url.resolve("/") : url;
    }
    String path = service.path("path").asText("");
    return URI.create(
        "https://%s.%s.svc:%d%s%s"
            .formatted(
                service.path("name").asText(),
                service.path("namespace").asText(),
                service.path("port").asInt(DEFAULT_PORT),
                path.startsWith("/") ? "" : "/",
                path));
  }

  int port() {
    return uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
  }
}
