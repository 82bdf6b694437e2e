package io.windlass.controllers.adapter.wire;

import io.windlass.core.model.ObjectMeta.OwnerReference;
import io.windlass.core.model.PodView.Container;
import java.util.List;

/**
 * What the objects of one type have in common, so that it is there once. Bounded; thread-safe.
 *
 * @param words texts by their bytes
 */
record Sharing(Words words, Interner<OwnerReference> owners, Interner<List<Container>> containers) {
  private static final int PLACES = 4096;

  Sharing() {
    this(new Words(), new Interner<>(PLACES), new Interner<>(PLACES));
  }
}
