package io.windlass.benchmarks.encoding;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.windlass.controllers.adapter.wire.ByteWindow;
import io.windlass.controllers.adapter.wire.Encoding;
import io.windlass.controllers.adapter.wire.Frame;
import io.windlass.controllers.adapter.wire.Frames;
import io.windlass.controllers.adapter.wire.ListPage;
import io.windlass.controllers.adapter.wire.ViewType;
import io.windlass.core.model.PodView;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads pods with the client and the decoders of the manager.
 *
 * @param path of the collection
 */
record Reads(KubernetesClient client, String path, ViewType<PodView> type) {
  private static final int PAGE = 500;

  /** What was read: pods, and bytes of them on the wire before TLS. */
  record Amount(int pods, long bytes, long version) {}

  /** All pods, page by page, as the manager lists them. */
  Amount list(Encoding encoding) throws IOException {
    AtomicInteger pods = new AtomicInteger();
    long bytes = 0;
    String next = "";
    ListPage page;
    do {
      try (InputStream in = open(encoding, "?limit=" + PAGE + next)) {
        ByteWindow window = new ByteWindow(in, ByteWindow.MAX_OBJECT_BYTES);
        page = encoding.page(window, type, _ -> pods.incrementAndGet());
        bytes += window.passed();
      }
      next = "&continue=" + URLEncoder.encode(page.next(), StandardCharsets.UTF_8);
    } while (!page.next().isEmpty());
    return new Amount(pods.get(), bytes, page.version());
  }

  /** The changes that follow a version, as many as are known to be there. */
  Amount changes(Encoding encoding, long after, int count) throws IOException {
    return watch(encoding, "&resourceVersion=" + after, count);
  }

  /** All pods as the beginning of a watch; empty if the server does not do that. */
  Optional<Amount> streamed(Encoding encoding) throws IOException {
    String query =
        "&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true";
    try {
      Amount amount = watch(encoding, query, Integer.MAX_VALUE);
      return Optional.of(amount).filter(read -> read.version > 0);
    } catch (IOException refused) {
      return Optional.empty();
    }
  }

  private Amount watch(Encoding encoding, String query, int count) throws IOException {
    try (InputStream in = open(encoding, "?watch=1&timeoutSeconds=60" + query)) {
      ByteWindow window = new ByteWindow(in, ByteWindow.MAX_OBJECT_BYTES);
      Frames<PodView> frames = encoding.frames(window, type);
      int pods = 0;
      Optional<Frame<PodView>> frame = Optional.empty();
      while (pods < count && !isLast(frame)) {
        frame = frames.next();
        pods += frame.filter(Frame.Changed.class::isInstance).isPresent() ? 1 : 0;
        if (frame.isEmpty()) {
          throw new IOException("the watch ended after " + pods + " changes");
        }
      }
      long version = frame.map(Reads::version).orElse(0L);
      return new Amount(pods, window.passed(), version);
    }
  }

  private static boolean isLast(Optional<Frame<PodView>> frame) {
    return frame
        .filter(
            read ->
                read instanceof Frame.Failed<PodView>
                    || (read instanceof Frame.Bookmark<PodView>(long _, boolean ends) && ends))
        .isPresent();
  }

  private static long version(Frame<PodView> frame) {
    return frame instanceof Frame.Bookmark<PodView>(long version, boolean _) ? version : 0;
  }

  private InputStream open(Encoding encoding, String query) throws IOException {
    HttpClient http = client.getHttpClient();
    String server = client.getMasterUrl().toString().replaceAll("/$", "");
    String accept = encoding == Encoding.JSON ? "application/json" : Encoding.PROTOBUF_TYPE;
    HttpResponse<InputStream> answer =
        http.sendAsync(
                http.newHttpRequestBuilder()
                    .uri(server + path + query)
                    .setHeader("Accept", accept)
                    .build(),
                InputStream.class)
            .join();
    if (answer.code() != 200) {
      throw new IOException(path + query + ": " + answer.code());
    }
    return answer.body();
  }
}
