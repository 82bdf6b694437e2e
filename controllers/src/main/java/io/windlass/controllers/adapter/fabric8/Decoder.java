package io.windlass.controllers.adapter.fabric8;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/**
 * Reads one object straight from its tokens.
 *
 * @param <V> an immutable view
 */
@FunctionalInterface
public interface Decoder<V> {
  /**
   * Reads the object whose {@code START_OBJECT} is the parser's current token; on return the
   * current token is the matching {@code END_OBJECT}.
   */
  V decode(JsonParser parser) throws IOException;
}
