package io.windlass.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The store of many threads keeps the contracts. */
class ConcurrentObjectStoreTest {
  @Nested
  class Objects extends ObjectStoreContract {
    @Override
    ObjectStore<Thing> create(int tombstones) {
      return new ConcurrentObjectStore<>(Thing.TYPE, tombstones);
    }
  }

  @Nested
  class Threads extends ObjectStoreThreadsContract {
    @Override
    ObjectStore<Thing> create() {
      return new ConcurrentObjectStore<>(StoredType.of(Thing::meta));
    }
  }

  @Test
  void aListenerThatThrowsLosesItsChangeOnly() {
    List<String> told = new ArrayList<>();
    ConcurrentObjectStore<Thing> store = new ConcurrentObjectStore<>(StoredType.of(Thing::meta));
    store.onChange(
        (_, after) -> {
          if (after.orElseThrow().meta().version() == 1) {
            throw new IllegalStateException("planted by this test");
          }
          told.add(after.orElseThrow().toString());
        });
    assertThatThrownBy(() -> store.changed(Thing.of("a", "u1", 1, "")))
        .isInstanceOf(IllegalStateException.class);
    store.changed(Thing.of("a", "u1", 2, ""));
    assertThat(told).containsExactly("a/u1@2");
  }

  @Test
  void whoHasNoOpinionOnViewsIsToldOfEveryVersion() {
    List<String> told = new ArrayList<>();
    ConcurrentObjectStore<Thing> store = new ConcurrentObjectStore<>(StoredType.of(Thing::meta));
    store.onChange((_, after) -> told.add(after.orElseThrow().toString()));
    store.changed(Thing.of("a", "u1", 1, "").looking("same"));
    store.changed(Thing.of("a", "u1", 2, "").looking("same"));
    assertThat(told).containsExactly("a/u1@1", "a/u1@2");
  }
}
