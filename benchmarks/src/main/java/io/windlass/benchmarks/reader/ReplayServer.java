package io.windlass.benchmarks.reader;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.windlass.benchmarks.pods.RealisticPods;
import io.windlass.controllers.adapter.wire.Encoding;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;

/**
 * An API server that says what was recorded: as a list, or event after event to whoever watches.
 * Answers patches with a pod. Prints its port; ends with its process. One client that watches at a
 * time.
 */
public final class ReplayServer {
  private static final int BUFFER_BYTES = 64 * 1024;

  /** Some clients open a connection for each request of a burst. */
  private static final int BACKLOG = 2_000;

  private final Pages pages;
  private final List<Recording> recordings;

  private ReplayServer(List<Recording> recordings, Pages pages) {
    this.recordings = recordings;
    this.pages = pages;
  }

  /**
   * Serves for ever.
   *
   * @param arguments how many pods there are, and {@code events} or {@code list}
   */
  public static void main(String[] arguments) throws IOException {
    int count = Integer.parseInt(arguments[0]);
    boolean isList = arguments[1].equals("list");
    List<Recording> recordings =
        isList
            ? List.of(Recording.protobuf(count).orElseGet(() -> Recording.json(count)))
            : List.of(Recording.protobuf(count).orElseThrow(), Recording.json(count));
    ReplayServer server = new ReplayServer(recordings, new Pages(isList));
    try (ServerSocket socket = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())) {
      System.out.println("port " + socket.getLocalPort());
      System.out.flush();
      while (true) {
        Socket connection = socket.accept();
        Thread.ofPlatform().start(() -> server.talk(connection));
      }
    }
  }

  private void talk(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      BufferedReader in =
          new BufferedReader(new InputStreamReader(connection.getInputStream(), US_ASCII));
      OutputStream out = new BufferedOutputStream(connection.getOutputStream(), BUFFER_BYTES);
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        answer(Request.read(line, in), out);
        out.flush();
      }
    } catch (IOException gone) {
      System.err.println("a client has gone: " + gone.getMessage());
    }
  }

  /** What a client asks for; {@code socketKey} is empty unless it wants a WebSocket. */
  private record Request(String line, boolean acceptsProtobuf, String socketKey) {
    private static final String KEY = "sec-websocket-key:";
    private static final String LENGTH = "content-length:";

    static Request read(String first, BufferedReader in) throws IOException {
      boolean protobuf = false;
      String key = "";
      int length = 0;
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        String header = line.toLowerCase(Locale.ROOT);
        protobuf |= header.startsWith("accept:") && header.contains("protobuf");
        key = header.startsWith(KEY) ? line.substring(KEY.length()).strip() : key;
        length =
            header.startsWith(LENGTH)
                ? Integer.parseInt(header.substring(LENGTH.length()).strip())
                : length;
      }
      for (int i = 0; i < length && in.read() >= 0; i++) {}
      return new Request(first, protobuf, key);
    }

    String path() {
      return line.split(" ", 3)[1];
    }

    boolean isPatch() {
      return line.startsWith("PATCH ");
    }

    boolean wantsSocket() {
      return !socketKey.isEmpty();
    }

    boolean isOf(String plural) {
      return path().split("\\?", 2)[0].endsWith("/" + plural);
    }
  }

  private void answer(Request request, OutputStream out) throws IOException {
    if (request.wantsSocket()) {
      WebSockets.accept(request.socketKey, out);
      if (request.isOf("pods")) {
        messages(recording(request), out);
      }
    } else if (request.isPatch()) {
      Pages.whole(out, "application/json", recordings.getLast().some(0, 1).getFirst().bytes());
    } else if (request.isOf("pods") && request.path().contains("watch=")) {
      watch(recording(request), out);
    } else if (request.isOf("pods") && !request.path().contains("watch=")) {
      pages.list(recording(request), request.path(), out);
    } else if (request.isOf("clonesets") && request.path().contains("watch=")) {
      // Nothing happens to owners.
      out.write((head("application/json") + "\r\n").getBytes(US_ASCII));
    } else if (request.isOf("clonesets")) {
      Pages.whole(out, "application/json", owners());
    } else {
      Pages.whole(out, "application/json", "{\"major\":\"1\",\"minor\":\"32\"}".getBytes(US_ASCII));
    }
  }

  private Recording recording(Request request) {
    return recordings.stream()
        .filter(r -> request.acceptsProtobuf || r.encoding() == Encoding.JSON)
        .findFirst()
        .orElseThrow();
  }

  private static String head(String type) {
    return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nTransfer-Encoding: chunked\r\n";
  }

  private static void watch(Recording recording, OutputStream out) throws IOException {
    boolean isJson = recording.encoding() == Encoding.JSON;
    String type = isJson ? "application/json" : Encoding.PROTOBUF_TYPE + ";stream=watch";
    out.write((head(type) + "\r\n").getBytes(US_ASCII));
    for (long event = 0; ; event++) {
      List<byte[]> frame = recording.frame(event);
      out.write((Integer.toHexString(length(frame)) + "\r\n").getBytes(US_ASCII));
      for (byte[] part : frame) {
        out.write(part);
      }
      out.write("\r\n".getBytes(US_ASCII));
    }
  }

  /** The same events as messages of a WebSocket, one each. */
  private static void messages(Recording recording, OutputStream out) throws IOException {
    for (long event = 0; ; event++) {
      List<byte[]> frame = recording.frame(event);
      out.write(WebSockets.head(length(frame)));
      for (byte[] part : frame) {
        out.write(part);
      }
    }
  }

  private static int length(List<byte[]> frame) {
    return frame.stream().mapToInt(part -> part.length).sum();
  }

  /** The CloneSets that the pods say they belong to. */
  private byte[] owners() {
    StringBuilder items = new StringBuilder();
    for (int pod = 0; pod < recordings.getFirst().size(); pod += RealisticPods.PODS_OF_AN_OWNER) {
      int owner = pod / RealisticPods.PODS_OF_AN_OWNER;
      items
          .append(pod == 0 ? "" : ",")
          .append(
              """
              {"apiVersion":"apps.kruise.io/v1alpha1","kind":"CloneSet","metadata":{\
              "name":"web-frontend-%05d","namespace":"tenant-%02d","uid":"%s",\
              "resourceVersion":"1"}}\
              """
                  .formatted(owner, owner % 50, RealisticPods.ownerUid(pod)));
    }
    return """
    {"apiVersion":"apps.kruise.io/v1alpha1","kind":"CloneSetList","metadata":{\
    "resourceVersion":"1"},"items":[%s]}\
    """
        .formatted(items)
        .getBytes(US_ASCII);
  }
}
