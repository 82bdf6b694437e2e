package io.windlass.controllers.adapter.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import java.util.Map;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is sent, something sensible comes back. */
class AdmissionServerTest {
  private static final Capacity CAPACITY = Capacity.of(1L << 29, 2);
  private static final Server SERVER = new Server();
  private static final LocalConnector CONNECTOR = new LocalConnector(SERVER);

  @BeforeAll
  static void start() throws Exception {
    Endpoint echo = new Endpoint(64, review -> review);
    Endpoint broken =
        new Endpoint(
            64,
            _ -> {
              throw new IllegalStateException("a bug");
            });
    SERVER.addConnector(CONNECTOR);
    SERVER.setHandler(
        new ReviewHandler(
            Map.of("/echo", echo, "/broken", broken, "/closed", echo.onceThere(() -> false)),
            CAPACITY,
            AdmissionMetrics.NONE));
    SERVER.start();
  }

  @AfterAll
  static void stop() throws Exception {
    SERVER.stop();
  }

  private static String send(String method, String path, String body) throws Exception {
    return CONNECTOR.getResponse(
        "%s %s HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(method, path, body.length(), body));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          what comes           | method | path    | body               | code
          a review             | POST   | /echo   | {'a':1}            | 200
          nothing              | POST   | /echo   | ``                 | 400
          half a document      | POST   | /echo   | {'a':              | 400
          a list               | POST   | /echo   | [1]                | 400
          no JSON              | POST   | /echo   | <xml/>             | 400
          another method       | GET    | /echo   | ``                 | 405
          another path         | POST   | /other  | {}                 | 404
          what we cannot do    | POST   | /broken | {}                 | 500
          before all is read   | POST   | /closed | {}                 | 503
          """)
  void isAnswered(String what, String method, String path, String body, int code) throws Exception {
    String answer = send(method, path, body.replace('\'', '"'));

    assertThat(answer).as(what).startsWith("HTTP/1.1 " + code);
    Json document = JsonText.parse(answer.substring(answer.indexOf("\r\n\r\n")).strip());
    assertThat(document.number("code").orElse(200L)).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"64, 200", "65, 413", "200000, 413"})
  void bodiesHaveALimit(int length, int code) throws Exception {
    String filler = "x".repeat(length - 8);

    assertThat(send("POST", "/echo", "{\"a\":\"" + filler + "\"}")).startsWith("HTTP/1.1 " + code);
  }

  @ParameterizedTest
  @CsvSource({"20, 200", "100000, 400"})
  void depthHasALimit(int depth, int code) throws Exception {
    Endpoint deep = new Endpoint(1_000_000, review -> review);
    Server server = new Server();
    LocalConnector connector = new LocalConnector(server);
    server.addConnector(connector);
    server.setHandler(new ReviewHandler(Map.of("/", deep), CAPACITY, AdmissionMetrics.NONE));
    server.start();
    String body = "{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
    assertThat(
            connector.getResponse(
                "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
                    .formatted(body.length(), body)))
        .startsWith("HTTP/1.1 " + code);
    server.stop();
  }
}
