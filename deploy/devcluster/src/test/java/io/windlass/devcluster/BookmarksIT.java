package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.Documents;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bookmarks come by the cluster's clock. Needs the embedded cluster on stepped time. */
final class BookmarksIT {
  private static CompletableFuture<ObjectNode> firstEvent(SteppedCluster cluster, String query) {
    String path = cluster.path("podtemplates?watch=1&timeoutSeconds=9&resourceVersion=0" + query);
    return CompletableFuture.supplyAsync(
        () ->
            cluster
                .http()
                .watch(path, Http.JSON)
                .map(line -> Documents.parse(line.getBytes(StandardCharsets.UTF_8)))
                .findFirst()
                .orElseGet(Documents::object));
  }

  @Test
  void aWatchThatAsksForThemHearsHowFarItHasComeEveryMinute(@TempDir Path directory) {
    try (SteppedCluster cluster = SteppedCluster.open(directory)) {
      CompletableFuture<ObjectNode> bookmarked = firstEvent(cluster, "&allowWatchBookmarks=true");
      CompletableFuture<ObjectNode> other = firstEvent(cluster, "");
      await()
          .until(
              () -> {
                cluster.advance(61);
                return bookmarked.isDone();
              });
      ObjectNode bookmark = bookmarked.join();
      assertThat(bookmark.path("type").asText()).isEqualTo("BOOKMARK");
      assertThat(bookmark.at("/object/kind").asText()).isEqualTo("PodTemplate");
      assertThat(bookmark.at("/object/metadata/resourceVersion").asLong()).isGreaterThan(1);
      assertThat(other.isDone()).isFalse();
    }
  }
}
