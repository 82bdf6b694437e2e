package io.windlass.manager.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.windlass.core.model.Feature;
import io.windlass.core.model.Features;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServedFeaturesTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          a server                                        | says it is         | serves      | in place
          of a vendor's version (#2502)                   | v1.32.1+gke.100    | pods/resize | true
          of a version that nobody can read (#2502)       | latest             | pods/resize | true
          of a new version, its feature switched off      | v1.33.0            | pods/status | false
          """)
  void resourcesAreChangedInPlaceWhereTheServerSaysSo(
      String server, String version, String serves, boolean inPlace) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext(
        "/api/v1",
        exchange ->
            answer(
                exchange,
                "{\"groupVersion\":\"v1\",\"resources\":[{\"name\":\"" + serves + "\"}]}"));
    http.createContext(
        "/version", exchange -> answer(exchange, "{\"gitVersion\":\"" + version + "\"}"));
    http.start();
    String url = "http://127.0.0.1:" + http.getAddress().getPort();
    try (KubernetesClient client =
        new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder().withMasterUrl(url).build())
            .build()) {
      Features wanted = Features.DEFAULT.with(Feature.IN_PLACE_RESOURCES);
      assertThat(ServedFeatures.of(client, wanted).isOn(Feature.IN_PLACE_RESOURCES))
          .as(server)
          .isEqualTo(inPlace);
    } finally {
      http.stop(0);
    }
  }

  private static void answer(HttpExchange exchange, String body) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 0);
    try (exchange) {
      exchange.getResponseBody().write(body.getBytes(UTF_8));
    }
  }
}
