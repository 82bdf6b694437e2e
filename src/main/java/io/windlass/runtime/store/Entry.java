package io.windlass.runtime.store;

/**
 * An object's place in the store: what it looks like now, and where the indexes have it.
 *
 * <p>{@link #view} is written while the object's key is locked and read by anybody. Each slot
 * belongs to the group that the entry is in, and is read and written while that group is locked.
 */
final class Entry<V> {
  volatile V view;
  private int ownerSlot;
  private int namespaceSlot;
  private int nodeSlot;

  Entry(V view) {
    this.view = view;
  }

  int slot(Axis axis) {
    return switch (axis) {
      case OWNER -> ownerSlot;
      case NAMESPACE -> namespaceSlot;
      case NODE -> nodeSlot;
    };
  }

  void moveTo(Axis axis, int slot) {
    switch (axis) {
      case OWNER -> ownerSlot = slot;
      case NAMESPACE -> namespaceSlot = slot;
      case NODE -> nodeSlot = slot;
    }
  }
}
