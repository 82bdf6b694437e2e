package io.windlass.devcluster.auth.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.rest.Registry;
import io.windlass.devcluster.rest.Served;
import io.windlass.devcluster.store.ObjectKey;
import io.windlass.devcluster.store.Stored;
import java.time.Instant;
import java.util.Optional;

/** Looks up the objects of the core group that tokens speak of. Thread-safe; O(size of one). */
final class LiveObjects {
  private final Registry registry;

  LiveObjects(Registry registry) {
    this.registry = registry;
  }

  /** An object that is there. */
  record Live(ObjectNode object) {
    String uid() {
      return Documents.text(object, "metadata", "uid");
    }

    /** Whether its deletion began before a moment. */
    boolean deletedBefore(Instant moment) {
      String deleted = Documents.text(object, "metadata", "deletionTimestamp");
      return !deleted.isEmpty() && Instant.parse(deleted).isBefore(moment);
    }

    String text(String... path) {
      return Documents.text(object, path);
    }
  }

  /**
   * The object of a name, if there is one.
   *
   * @param namespace empty for a node
   */
  Optional<Live> find(String plural, String namespace, String name) {
    Served served = registry.find("", "v1", plural).orElseThrow(Registry::noSuchType);
    return served.store().get(new ObjectKey(namespace, name)).map(Stored::tree).map(Live::new);
  }
}
