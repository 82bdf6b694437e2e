package io.windlass.core.cloneset;

import io.windlass.core.model.Footprint;
import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;

/**
 * One CloneSet as it is stored: metadata decoded, the rest raw, defaults not filled in.
 *
 * @param spec {@code .spec} as it is
 * @param status {@code .status} as it is, empty if there is none
 */
public record CloneSetView(ObjectMeta meta, Json.Obj spec, Json.Obj status) {
  public ObjectKey key() {
    return meta.key();
  }

  public String name() {
    return meta.key().name();
  }

  public String uid() {
    return meta.uid();
  }

  /** An equal view in the form in which many are kept. */
  public CloneSetView packed() {
    return new CloneSetView(meta, spec.packed(), status.packed());
  }

  /** An equal view that answers at once. */
  public CloneSetView unpacked() {
    return new CloneSetView(meta, spec.unpacked(), status.unpacked());
  }

  /** What a view takes on the heap beyond what was counted before, in bytes. */
  public static long bytes(Footprint footprint, CloneSetView view) {
    return footprint.of(view.meta) + footprint.of(view.spec) + footprint.of(view.status);
  }

  /** An equal view that uses the parts of what the CloneSet was before where they are equal. */
  public CloneSetView sharing(CloneSetView kin) {
    return new CloneSetView(
        meta.sharing(kin.meta), spec.sharing(kin.spec), status.sharing(kin.status));
  }
}
