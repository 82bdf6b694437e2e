package io.windlass.benchmarks.store;

import io.windlass.controllers.adapter.wire.ViewType;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Bytes of JSON to views, as the manager does it: one instance for all objects of a type. */
record Decoding<V>(ViewType<V> type) {
  V view(byte[] json) {
    try {
      return type.decode(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
