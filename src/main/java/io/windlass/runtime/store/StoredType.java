package io.windlass.runtime.store;

import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.PodView;
import java.util.function.BiPredicate;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * What a store has to know of the views that it keeps. All functions are pure.
 *
 * @param nodeName where the object runs, empty for nowhere
 * @param sameView whether two views of one object differ in their version only
 * @param sharing an equal view that uses the parts of another where they are equal: of what the
 *     object was before, and of one that has the same owner
 * @param <V> an immutable view
 */
public record StoredType<V>(
    Function<V, ObjectMeta> meta,
    Function<V, String> nodeName,
    BiPredicate<V, V> sameView,
    BinaryOperator<V> sharing) {
  /** Views that run nowhere and share nothing, of which every newer version is news. */
  public static <V> StoredType<V> of(Function<V, ObjectMeta> meta) {
    return new StoredType<>(meta, _ -> "", (_, _) -> false, (fresh, _) -> fresh);
  }

  /** Pods. */
  public static StoredType<PodView> pods() {
    return new StoredType<>(
        PodView::meta, PodView::nodeName, PodView::sameButForVersion, PodView::sharing);
  }

  /** The same, told only of what is different. */
  public StoredType<V> newsIf(BiPredicate<V, V> different) {
    return new StoredType<>(meta, nodeName, different.negate(), sharing);
  }
}
