package io.windlass.controllers.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windlass.controllers.adapter.http.Origin.Way;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How answers are read, and what becomes of the connection that they came over. */
class ConnectionsTest {
  private static final long TEN_SECONDS = 10_000_000_000L;
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";

  private final PlainServer server = new PlainServer();
  private final AtomicBoolean isOver = new AtomicBoolean();
  private final Connections connections = to(new Way.Direct());

  @AfterEach
  void stop() {
    isOver.set(true);
    server.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                                  | answer                                                                                  | code | body  | connections
          so many bytes                         | HTTP/1.1 200 OK\\r\\nContent-Length: 3\\r\\n\\r\\nabc                                     | 200  | abc   | 1
          names of fields in any case           | HTTP/1.1 200 OK\\r\\ncontent-length: 3\\r\\n\\r\\nabc                                     | 200  | abc   | 1
          chunks, an extension, a trailer       | HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n2\\r\\nab\\r\\nA;x=y\\r\\n0123456789\\r\\n0\\r\\nT: t\\r\\n\\r\\n | 200 | ab0123456789 | 1
          a hint before the answer              | HTTP/1.1 103 Early Hints\\r\\nLink: x\\r\\n\\r\\nHTTP/1.1 200 OK\\r\\nContent-Length: 1\\r\\n\\r\\na | 200 | a | 1
          no content                            | HTTP/1.1 204 No Content\\r\\n\\r\\n                                                     | 204  | ''    | 1
          a refusal                             | HTTP/1.1 409 Conflict\\r\\nContent-Length: 1\\r\\n\\r\\nx                                 | 409  | x     | 1
          all up to the end of the connection   | HTTP/1.1 200 OK\\r\\n\\r\\nabc<cut>                                                      | 200  | abc   | 2
          a server that says it will close      | HTTP/1.1 200 OK\\r\\nConnection: close\\r\\nContent-Length: 1\\r\\n\\r\\na                 | 200  | a     | 2
          a reason without words                | HTTP/1.1 200\\r\\nContent-Length: 1\\r\\n\\r\\na                                          | 200  | a     | 1
          """)
  void answersAreReadToTheirEnd(String rule, String text, int code, String body, int opened)
      throws IOException {
    server.answer(text.replace("\\r", "\r").replace("\\n", "\n")).answer(OK);

    try (Answer answer = ask(connections)) {
      assertThat(answer.head().code()).isEqualTo(code);
      assertThat(new String(answer.body().readAllBytes(), UTF_8)).isEqualTo(body);
    }

    assertThat(read(ask(connections))).as("the next request is answered").isEqualTo("hi");
    assertThat(server.connections()).isEqualTo(opened);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                      | answer
          it ends in the body       | HTTP/1.1 200 OK\\r\\nContent-Length: 3\\r\\n\\r\\nab<cut>
          it ends in a chunk        | HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n5\\r\\nab<cut>
          it ends between chunks    | HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n2\\r\\nab\\r\\n<cut>
          it ends in the head       | HTTP/1.1 200 OK\\r\\nConte<cut>
          it never begins           | <cut>
          it is something else      | SSH-2.0-OpenSSH_9.2\\r\\n\\r\\n
          its length is no number   | HTTP/1.1 200 OK\\r\\nContent-Length: many\\r\\n\\r\\nab
          its chunk has no size     | HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nxyz\\r\\nab
          """)
  void anAnswerThatIsNotWholeIsAFaultAndItsConnectionGone(String rule, String text)
      throws IOException {
    server.answer(text.replace("\\r", "\r").replace("\\n", "\n")).answer(OK);

    assertThatThrownBy(() -> read(ask(connections)))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(NoConnection.class);

    assertThat(read(ask(connections))).isEqualTo("hi");
    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  void aServerThatSaysNothingIsCutOff() {
    server.answer("");

    assertThatThrownBy(() -> connections.lease().exchange(get(), 100_000_000))
        .isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void aStreamThatIsSilentForTooLongIsCutOff() throws IOException {
    server.answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n");
    Answer answer = ask(connections);
    answer.mayIdle(100_000_000);

    assertThat(answer.body().readNBytes(2)).asString(UTF_8).isEqualTo("ab");
    assertThatThrownBy(() -> answer.body().read()).isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void closingAStreamWakesItsReader() throws Exception {
    server.answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    Answer answer = ask(connections);
    Thread closer = Thread.ofVirtual().start(answer::close);

    assertThatThrownBy(
            () -> {
              if (answer.body().read() < 0) {
                throw new SocketException("closed before the read");
              }
            })
        .isInstanceOf(SocketException.class);
    closer.join();
  }

  @Test
  void whereNobodyListensNothingIsSent() {
    server.close();

    assertThatThrownBy(connections::lease).isInstanceOf(NoConnection.class);
  }

  @Test
  void onceItIsOverNothingIsSent() throws IOException {
    server.answer(OK);
    assertThat(read(ask(connections))).isEqualTo("hi");
    isOver.set(true);

    assertThatThrownBy(connections::lease).isInstanceOf(NoConnection.class);
  }

  @Test
  void aLineBreakCannotBecomeAnotherField() throws IOException {
    server.answer(OK);
    ClassicHttpRequest request = get();
    request.addHeader("X", "a\r\nAuthorization: b");

    read(connections.lease().exchange(request, TEN_SECONDS));

    assertThat(server.requests()).containsExactly("GET / HTTP/1.1|X: a  Authorization: b");
  }

  @Test
  void aProxyIsAskedForATunnel() throws IOException {
    server.answer("HTTP/1.1 200 Connection established\r\n\r\n").answer(OK);
    InetSocketAddress proxy = InetSocketAddress.createUnresolved("127.0.0.1", server.port());
    Connections through = to(new Way.Tunnel(proxy, Optional.of("Basic eDp5")));

    assertThat(read(ask(through))).isEqualTo("hi");
    assertThat(server.requests())
        .containsExactly(
            "CONNECT 127.0.0.1:%d HTTP/1.1|Host: 127.0.0.1:%1$d|Proxy-Authorization: Basic eDp5"
                .formatted(server.port()),
            "GET / HTTP/1.1");
  }

  @Test
  void aProxyThatRefusesIsNoConnection() {
    server.answer("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
    InetSocketAddress proxy = InetSocketAddress.createUnresolved("127.0.0.1", server.port());

    assertThatThrownBy(to(new Way.Tunnel(proxy, Optional.empty()))::lease)
        .isInstanceOf(NoConnection.class)
        .hasMessageContaining("407");
  }

  private Connections to(Way way) {
    Origin origin =
        new Origin("127.0.0.1", server.port(), Optional.empty(), way, Duration.ofSeconds(5));
    return new Connections(origin, isOver::get);
  }

  private static Answer ask(Connections connections) throws IOException {
    return connections.lease().exchange(get(), TEN_SECONDS);
  }

  private static ClassicHttpRequest get() {
    return new BasicClassicHttpRequest("GET", null, "/");
  }

  private static String read(Answer answer) throws IOException {
    try (answer) {
      return new String(answer.body().readAllBytes(), UTF_8);
    }
  }
}
