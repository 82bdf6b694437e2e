package io.windlass.controllers.adapter.fabric8;

import static io.windlass.controllers.adapter.fabric8.JsonTokens.fields;
import static io.windlass.controllers.adapter.fabric8.JsonTokens.items;
import static io.windlass.controllers.adapter.fabric8.JsonTokens.text;
import static io.windlass.controllers.adapter.fabric8.JsonTokens.version;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import io.windlass.core.model.Json;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists and opens watches of one type, decoding as the bytes come. Keeps nothing between calls;
 * thread-safe.
 */
public final class ResourceReader<V> {
  private static final Logger LOG = LoggerFactory.getLogger(ResourceReader.class);
  private static final int PAGE_SIZE = 500;
  private static final Duration LIST_IDLE = Duration.ofSeconds(30);

  private final Fabric8Http http;
  private final ViewType<V> type;
  private final String path;
  private final String selector;

  public ResourceReader(Fabric8Http http, ViewType<V> type, Scope scope) {
    this.http = http;
    this.type = type;
    this.path = ApiPaths.collection(type.kind(), scope.namespace());
    this.selector =
        scope.labelSelector().isEmpty()
            ? ""
            : "&labelSelector=" + ApiPaths.encoded(scope.labelSelector());
  }

  /** All objects at a version. */
  public record Listed<V>(List<V> objects, long version) {}

  /** The server answered a read with an error. */
  public static final class RefusedRead extends IOException {
    private static final long serialVersionUID = 1L;
    private final int code;

    RefusedRead(int code, String message) {
      super(message);
      this.code = code;
    }

    /** The server does not know the type. */
    public boolean isUnknownType() {
      return code == HttpURLConnection.HTTP_NOT_FOUND;
    }

    /** The version or the page that was asked for is no longer kept. */
    public boolean isGone() {
      return code == HttpURLConnection.HTTP_GONE;
    }
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
    List<V> objects = new ArrayList<>();
    String next = "";
    Page page;
    do {
      page = page(limit + next, objects);
      next = "&continue=" + ApiPaths.encoded(page.next);
    } while (!page.next.isEmpty());
    return new Listed<>(objects, page.version);
  }

  /** The version that a consistent read has now; costs one object. */
  public long currentVersion() throws IOException {
    return page("&limit=1", new ArrayList<>()).version;
  }

  private Page page(String query, List<V> into) throws IOException {
    try (ByteStream stream = open("?" + (query + selector).substring(1), LIST_IDLE);
        JsonParser parser = JsonTokens.FACTORY.createParser(stream)) {
      parser.nextToken();
      Page page = new Page();
      fields(
          parser,
          field -> {
            switch (field) {
              case "metadata" -> fields(parser, inner -> page.read(parser, inner));
              case "items" -> items(parser, item -> into.add(type.decoder().decode(parser)));
              default -> {}
            }
          });
      if (parser.nextToken() != null) {
        throw new JsonParseException(parser, "something follows the list");
      }
      return page;
    }
  }

  /** The stream of changes after a version; the server ends it after the given time. */
  WatchStream<V> watch(long from, Duration atMost) throws IOException {
    String query =
        "?watch=1&allowWatchBookmarks=true&resourceVersion="
            + from
            + "&timeoutSeconds="
            + atMost.toSeconds()
            + selector;
    return new WatchStream<>(open(query, atMost.plus(LIST_IDLE)), type);
  }

  private ByteStream open(String query, Duration idle) throws IOException {
    ByteStream stream = connect(path + query, idle);
    if (stream.code() == HttpURLConnection.HTTP_OK) {
      return stream;
    }
    try (stream) {
      Json.Obj status = new Body(stream.readAllBytes()).object();
      String words = status.text("message").orElse("no message");
      throw new RefusedRead(stream.code(), path + ": " + stream.code() + " " + words);
    }
  }

  /** A connection that the server has closed shows only when it is used; reads may be repeated. */
  private ByteStream connect(String pathAndQuery, Duration idle) throws IOException {
    try {
      return http.open(pathAndQuery, idle);
    } catch (IOException e) {
      LOG.atDebug().addKeyValue("path", pathAndQuery).log("once more: {}", e.getMessage());
      return http.open(pathAndQuery, idle);
    }
  }

  private static final class Page {
    private long version;
    private String next = "";

    private void read(JsonParser parser, String field) throws IOException {
      switch (field) {
        case "resourceVersion" -> version = version(parser);
        case "continue" -> next = text(parser);
        default -> {}
      }
    }
  }
}
