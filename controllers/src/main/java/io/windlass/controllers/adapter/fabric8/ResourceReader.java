package io.windlass.controllers.adapter.fabric8;

import io.windlass.controllers.adapter.http.Answer;
import io.windlass.controllers.adapter.wire.ApiStatus;
import io.windlass.controllers.adapter.wire.ByteWindow;
import io.windlass.controllers.adapter.wire.Encoding;
import io.windlass.controllers.adapter.wire.ListPage;
import io.windlass.controllers.adapter.wire.ViewType;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists and opens watches of one type, decoding as the bytes come. Keeps of its calls only whether
 * the server refused protobuf; thread-safe.
 */
public final class ResourceReader<V> {
  private static final Logger LOG = LoggerFactory.getLogger(ResourceReader.class);
  private static final int PAGE_SIZE = 500;
  private static final Duration LIST_IDLE = Duration.ofSeconds(30);

  private final Fabric8Http http;
  private final ViewType<V> type;
  private final String path;
  private final String selector;
  private final ReadOptions options;
  private volatile WantedEncoding encoding;

  public ResourceReader(Fabric8Http http, ViewType<V> type, Scope scope) {
    this(http, type, scope, ReadOptions.DEFAULT);
  }

  public ResourceReader(Fabric8Http http, ViewType<V> type, Scope scope, ReadOptions options) {
    this.http = http;
    this.type = type;
    this.path = ApiPaths.collection(type.kind(), scope.namespace());
    this.selector =
        scope.labelSelector().isEmpty()
            ? ""
            : "&labelSelector=" + ApiPaths.encoded(scope.labelSelector());
    this.options = options;
    this.encoding = type.protobuf().isPresent() ? options.encoding() : WantedEncoding.JSON;
  }

  /** All objects at a version. */
  public record Listed<V>(List<V> objects, long version) {}

  ViewType<V> type() {
    return type;
  }

  ReadOptions options() {
    return options;
  }

  /**
   * Reads all objects, page by page, from one consistent snapshot; if that expires between pages,
   * once more in a single page.
   */
  public Listed<V> list() throws IOException {
    try {
      return list("&limit=" + PAGE_SIZE);
    } catch (RefusedRead refused) {
      if (!refused.isGone()) {
        throw refused;
      }
      return list("");
    }
  }

  private Listed<V> list(String limit) throws IOException {
    Gathered<V> gathered = new Gathered<>(type);
    String next = "";
    ListPage page;
    do {
      page = page(limit + next, gathered::add);
      next = "&continue=" + ApiPaths.encoded(page.next());
    } while (!page.next().isEmpty());
    return new Listed<>(gathered.objects(), page.version());
  }

  /** The version that a consistent read has now; costs one object. */
  public long currentVersion() throws IOException {
    return page("&limit=1", new ArrayList<V>()::add).version();
  }

  private ListPage page(String query, Consumer<V> into) throws IOException {
    try (Answer stream = open("?" + (query + selector).substring(1), LIST_IDLE)) {
      ByteWindow window = new ByteWindow(stream.body(), ByteWindow.MAX_OBJECT_BYTES);
      DecodingCost cost = new DecodingCost(window, type.kind().plural(), options.metrics());
      return Encoding.ofContentType(Fabric8Http.contentType(stream))
          .page(
              window,
              type,
              object -> {
                into.accept(object);
                cost.end();
              });
    }
  }

  /** The stream of changes after a version; the server ends it after the given time. */
  WatchStream<V> watch(long from, Duration atMost) throws IOException {
    return watch("&resourceVersion=" + from, atMost, idleOf(atMost));
  }

  /** The stream of everything that exists now, then a bookmark that says so, then changes. */
  WatchStream<V> watchFromScratch(Duration atMost) throws IOException {
    String initial = "&sendInitialEvents=true&resourceVersionMatch=NotOlderThan";
    return watch(initial, atMost, LIST_IDLE);
  }

  /** How long the server may say nothing during a watch that it ends after the given time. */
  static Duration idleOf(Duration atMost) {
    return atMost.plus(LIST_IDLE);
  }

  private WatchStream<V> watch(String from, Duration atMost, Duration idle) throws IOException {
    String query =
        "?watch=1&allowWatchBookmarks=true"
            + from
            + "&timeoutSeconds="
            + atMost.toSeconds()
            + selector;
    return new WatchStream<>(open(query, idle), type, options.metrics());
  }

  private Answer open(String query, Duration idle) throws IOException {
    try {
      return opened(query, idle);
    } catch (RefusedRead refused) {
      if (!refused.isNotAcceptable() || encoding != WantedEncoding.AUTO) {
        throw refused;
      }
      encoding = WantedEncoding.JSON;
      return opened(query, idle);
    }
  }

  private Answer opened(String query, Duration idle) throws IOException {
    Answer stream = connect(path + query, idle);
    if (stream.head().code() == HttpURLConnection.HTTP_OK) {
      return stream;
    }
    try (stream) {
      byte[] body = stream.body().readNBytes(ByteWindow.MAX_OBJECT_BYTES);
      ApiStatus status = Encoding.ofContentType(Fabric8Http.contentType(stream)).status(body);
      String words = status.message().isEmpty() ? new Body(body).excerpt() : status.message();
      throw new RefusedRead(stream.head().code(), path + ": " + stream.head().code() + " " + words);
    }
  }

  /** A connection that the server has closed shows only when it is used; reads may be repeated. */
  private Answer connect(String pathAndQuery, Duration idle) throws IOException {
    String accept = encoding.accept();
    try {
      return http.open(pathAndQuery, accept, idle);
    } catch (IOException e) {
      LOG.atDebug().addKeyValue("path", pathAndQuery).log("once more: {}", e.getMessage());
      return http.open(pathAndQuery, accept, idle);
    }
  }
}
