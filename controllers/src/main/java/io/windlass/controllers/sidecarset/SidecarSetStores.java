package io.windlass.controllers.sidecarset;

import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.RevisionView;
import io.windlass.core.sidecarset.SidecarSetKeys;
import io.windlass.core.sidecarset.SidecarSetView;
import io.windlass.runtime.store.ConcurrentObjectStore;
import io.windlass.runtime.store.ObjectStore;
import io.windlass.runtime.store.StoredType;

/**
 * What is known of SidecarSets: they themselves, their revisions, the namespaces, and which of them
 * select what. The index follows the store of SidecarSets.
 */
public record SidecarSetStores(
    ObjectStore<SidecarSetView> sidecarSets,
    ObjectStore<RevisionView> revisions,
    ObjectStore<ObjectMeta> namespaces,
    SidecarSetIndex index) {
  /** Label selector of the revisions. */
  public static final String REVISIONS = SidecarSetKeys.OWNER;

  /** Stores in which nothing is yet. */
  public static SidecarSetStores empty() {
    SidecarSetIndex index = new SidecarSetIndex();
    ObjectStore<SidecarSetView> sidecarSets =
        new ConcurrentObjectStore<>(
            StoredType.packed(
                SidecarSetView::meta,
                SidecarSetView::packed,
                SidecarSetView::sharing,
                SidecarSetView::bytes));
    sidecarSets.onChange(index);
    return new SidecarSetStores(
        sidecarSets,
        new ConcurrentObjectStore<>(StoredType.revisions()),
        new ConcurrentObjectStore<>(StoredType.of(meta -> meta)),
        index);
  }

  /** Whether all of it has been read once. */
  public boolean isFilled() {
    return sidecarSets.isFilled() && revisions.isFilled() && namespaces.isFilled();
  }
}
