package io.windlass.controllers.adapter.wire;

/**
 * Reads one object from protobuf. Thread-safe.
 *
 * @param <V> an immutable view
 */
@FunctionalInterface
public interface ProtoDecoder<V> {
  /** Reads the message that the cursor stands before, to its end. */
  V decode(ProtoCursor message) throws BrokenDocument;
}
