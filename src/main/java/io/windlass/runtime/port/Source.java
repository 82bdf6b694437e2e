package io.windlass.runtime.port;

import io.windlass.core.model.ObjectMeta;
import java.util.List;

/**
 * All objects of one type, as a list and then as changes. One for each type in a process.
 *
 * @param <V> the view that objects are decoded into
 */
public interface Source<V> extends AutoCloseable {
  /** Starts to read; returns at once. The listener is called by one thread at a time. */
  void start(Listener<V> listener);

  /** Whether the first list has been handed over and the watch has not been broken for long. */
  boolean isHealthy();

  /** Stops. No call to the listener begins after this returns. */
  @Override
  void close();

  /** What happens to the objects of a type. Calls must not block. */
  interface Listener<V> {
    /**
     * Everything that exists at a version: objects that the store has and the list has not are
     * gone, unless they are newer than the list.
     */
    void listed(List<V> objects, long version);

    /** One object was added or changed. */
    void changed(V object);

    /** One object is gone; {@code last} is its last state. */
    void removed(ObjectMeta last, V object);

    /** Nothing changed up to this version (a bookmark). */
    void reached(long version);
  }
}
