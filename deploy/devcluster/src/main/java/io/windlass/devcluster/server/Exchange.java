package io.windlass.devcluster.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Subject;
import io.windlass.devcluster.auth.identity.Impersonation;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.read.ListOptions;
import io.windlass.devcluster.websocket.WebSockets;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLSession;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request and its answer. Used by the one thread that serves it; reads and writes block.
 * Only whether it is sending is seen by the thread that finds it idle.
 */
final class Exchange {
  static final String JSON = "application/json";
  private static final int MAX_BODY_BYTES = 3 * 1024 * 1024;

  private final Request request;
  private final Response response;
  private final Callback callback;
  private final Fields query;
  private long bytes;
  private byte @Nullable [] body;
  private boolean withheld;
  private Runnable beforeFlush = () -> {};
  private boolean upgraded;
  private volatile boolean sending;
  private int code;
  private Function<byte[], ObjectNode> protobuf = Exchange::noProtobuf;

  Exchange(Request request, Response response, Callback callback) {
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.query = Request.extractQueryParameters(request);
    response.getHeaders().put("Cache-Control", "no-cache, private");
  }

  String method() {
    return request.getMethod();
  }

  /** The refusal of a path that can be read in two ways, such as with an empty segment. */
  Optional<ApiException> unreadablePath() {
    return request.getHttpURI().getViolations().stream()
        .filter(fault -> !UriCompliance.DEFAULT.allows(fault))
        .map(Violation::getDescription)
        .map(why -> new ApiException(400, "BadRequest", why, Subject.NONE, List.of()))
        .findFirst();
  }

  String path() {
    return Request.getPathInContext(request);
  }

  /** The first value of a query parameter, empty if it is not there. */
  String query(String name) {
    Fields.Field field = query.get(name);
    return field == null || field.getValue() == null ? "" : field.getValue();
  }

  /** The whole query, the first value of each parameter. */
  Map<String, String> query() {
    Map<String, String> values = new HashMap<>();
    query.forEach(field -> values.put(field.getName(), query(field.getName())));
    return values;
  }

  List<String> queries(String name) {
    Fields.Field field = query.get(name);
    return field == null ? List.of() : field.getValues();
  }

  /** Whether a query parameter is there and says yes. */
  boolean isSet(String name) {
    return query.get(name) != null && ListOptions.isYes(query(name));
  }

  String header(HttpHeader name) {
    String value = request.getHeaders().get(name);
    return value == null ? "" : value;
  }

  /** Whether a header is stated whose name begins like this, in any case. */
  boolean hasHeaderPrefix(String prefix) {
    for (HttpField field : request.getHeaders()) {
      if (field.getName().regionMatches(true, 0, prefix, 0, prefix.length())) {
        return true;
      }
    }
    return false;
  }

  List<Impersonation.Header> headers() {
    return request.getHeaders().stream()
        .map(field -> new Impersonation.Header(field.getName(), field.getValue()))
        .toList();
  }

  /** The TLS session of the connection. */
  Optional<SSLSession> tlsSession() {
    return request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE)
            instanceof EndPoint.SslSessionData tls
        ? Optional.of(tls.sslSession())
        : Optional.empty();
  }

  /** The media type of the body, in lower case and without parameters. */
  String mediaType() {
    String value = header(HttpHeader.CONTENT_TYPE);
    int end = value.indexOf(';');
    return (end < 0 ? value : value.substring(0, end)).trim().toLowerCase(Locale.ROOT);
  }

  /** Whether the client announced a body. */
  boolean hasBody() {
    return request.getLength() > 0 || !header(HttpHeader.TRANSFER_ENCODING).isEmpty();
  }

  /** Takes in a body that nobody has asked for, so that the connection can be used again. */
  void discardBody() {
    if (body == null && hasBody()) {
      body();
    }
  }

  /** The whole body; a 413 beyond 3 MiB. */
  byte[] body() {
    byte[] whole = body == null ? received() : body;
    body = whole;
    if (whole.length > MAX_BODY_BYTES) {
      throw new ApiException(
          413,
          "RequestEntityTooLarge",
          "Request entity too large: limit is " + MAX_BODY_BYTES,
          Subject.NONE,
          List.of());
    }
    return whole;
  }

  private byte[] received() {
    try (InputStream in = Content.Source.asInputStream(request)) {
      byte[] received = in.readNBytes(MAX_BODY_BYTES + 1);
      bytes += received.length > MAX_BODY_BYTES ? 0 : received.length;
      return received;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How bodies in protobuf are read; they are refused with a 415 until this is said. */
  void readProtobufWith(Function<byte[], ObjectNode> decoder) {
    protobuf = decoder;
  }

  /** The document that a body in protobuf stands for. */
  ObjectNode fromProtobuf(byte[] body) {
    return protobuf.apply(body);
  }

  private static ObjectNode noProtobuf(byte[] body) {
    throw ApiException.unsupportedMediaType(
        "protobuf is not read here - accepted media types include: application/json");
  }

  void warn(String text) {
    String quoted = text.replace("\\", "\\\\").replace("\"", "\\\"");
    response.getHeaders().add("Warning", "299 - \"" + quoted + "\"");
  }

  void header(String name, String value) {
    response.getHeaders().put(name, value);
  }

  void answer(int code, JsonNode document) {
    answer(code, JSON, Documents.bytes(document));
  }

  void answer(int code, String contentType, byte[] body) {
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    try (OutputStream out = stream(code, contentType)) {
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keeps back whatever is answered from now on. */
  void withhold() {
    withheld = true;
  }

  /** Has something done each time before what was written is sent. */
  void beforeFlush(Runnable work) {
    beforeFlush = work;
  }

  /** Starts an answer whose length is not known yet. */
  OutputStream stream(int code, String contentType) {
    this.code = code;
    if (withheld) {
      return OutputStream.nullOutputStream();
    }
    response.setStatus(code);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
    return new CountingStream(Content.Sink.asOutputStream(response));
  }

  /** Lets the connection live while nothing is sent; a send that makes no progress ends it. */
  void keepOpenWhileIdle() {
    request.addIdleTimeoutListener(
        timeout -> {
          if (sending) {
            drop();
          }
          return false;
        });
  }

  /** Whether the client wants a WebSocket. */
  boolean wantsSocket() {
    return WebSockets.isAskedFor(request);
  }

  /** Goes on as a WebSocket; nothing can be answered any more. */
  void upgrade(Duration patience, WebSockets.Sender sender) {
    upgraded = true;
    code = WebSockets.open(request, response, callback, patience, sender);
  }

  /** Completes the exchange, unless a WebSocket has taken it over. */
  void complete() {
    if (!upgraded) {
      callback.succeeded();
    }
  }

  /** Ends the connection without an answer. */
  void drop() {
    request.getConnectionMetaData().getConnection().getEndPoint().close();
  }

  boolean isStarted() {
    return response.isCommitted();
  }

  /** The code that was answered. */
  int code() {
    return code;
  }

  /** Bytes of both bodies so far. */
  long bytes() {
    return bytes;
  }

  private final class CountingStream extends OutputStream {
    private final OutputStream out;

    CountingStream(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      bytes++;
      out.write(b);
    }

    @Override
    public void write(byte[] b, int offset, int length) throws IOException {
      bytes += length;
      sending = true;
      out.write(b, offset, length);
      sending = false;
    }

    @Override
    public void flush() throws IOException {
      beforeFlush.run();
      sending = true;
      out.flush();
      sending = false;
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
