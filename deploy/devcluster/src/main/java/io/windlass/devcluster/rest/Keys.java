package io.windlass.devcluster.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.store.ObjectKey;

/** Keys of objects. Stateless. */
final class Keys {
  private Keys() {}

  static ObjectKey of(ObjectNode object) {
    return new ObjectKey(
        Documents.text(object, "metadata", "namespace"),
        Documents.text(object, "metadata", "name"));
  }
}
