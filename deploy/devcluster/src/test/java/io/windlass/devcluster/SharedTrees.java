package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ClusterApi;
import io.windlass.devcluster.api.ClusterApi.Subscription;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Looks on at all that the parts of a cluster are shown, and tells whether one changed it. */
final class SharedTrees {
  private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
  private final List<Subscription> watches;

  /** A tree and how it was when it was shown. */
  private record Seen(ObjectNode tree, String text) {}

  private SharedTrees(ClusterApi api) {
    watches =
        api.types().stream()
            .filter(type -> type.verbs().contains("watch"))
            .map(type -> api.watch(type, event -> note(event.object())))
            .toList();
  }

  /** Begins to look. */
  static SharedTrees of(ClusterApi api) {
    return new SharedTrees(api);
  }

  private void note(ObjectNode tree) {
    seen.add(new Seen(tree, tree.toString()));
  }

  /** Fails if any tree is no longer what it was. */
  void check() {
    watches.forEach(Subscription::close);
    assertThat(seen).isNotEmpty();
    assertThat(seen).allSatisfy(one -> assertThat(one.tree().toString()).isEqualTo(one.text()));
  }
}
