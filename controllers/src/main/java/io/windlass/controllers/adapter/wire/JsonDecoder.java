package io.windlass.controllers.adapter.wire;

import java.io.IOException;

/**
 * Reads one object from JSON. Thread-safe.
 *
 * @param <V> an immutable view
 */
@FunctionalInterface
public interface JsonDecoder<V> {
  /** Reads the object that the cursor stands before; it stands behind it afterwards. */
  V decode(JsonCursor json) throws IOException;
}
