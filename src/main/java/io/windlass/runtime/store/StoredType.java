package io.windlass.runtime.store;

import io.windlass.core.model.ClaimView;
import io.windlass.core.model.Footprint;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.PodView;
import io.windlass.core.model.RevisionView;
import java.util.function.BiPredicate;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What a store has to know of the views that it keeps. All functions are pure.
 *
 * @param nodeName where the object runs, empty for nowhere
 * @param sameView whether two views of one object differ in their version only
 * @param sharing an equal view that uses the parts of another where they are equal: of what the
 *     object was before, and of one that has the same owner
 * @param packing an equal view in the form in which it is kept
 * @param sizing what a view takes on the heap beyond what was counted before, in bytes
 * @param <V> an immutable view
 */
public record StoredType<V>(
    Function<V, ObjectMeta> meta,
    Function<V, String> nodeName,
    BiPredicate<V, V> sameView,
    BinaryOperator<V> sharing,
    UnaryOperator<V> packing,
    Sizing<V> sizing) {
  /** Estimates the memory of a view. */
  @FunctionalInterface
  public interface Sizing<V> {
    /** Counts a view, and what it takes that the footprint has not counted before, in bytes. */
    long bytes(Footprint footprint, V view);
  }

  /** Views that run nowhere and share nothing, of which every newer version is news. */
  public static <V> StoredType<V> of(Function<V, ObjectMeta> meta) {
    return new StoredType<>(
        meta,
        _ -> "",
        (_, _) -> false,
        (fresh, _) -> fresh,
        view -> view,
        (footprint, view) -> footprint.of(meta.apply(view)));
  }

  /** Pods. */
  public static StoredType<PodView> pods() {
    return new StoredType<>(
        PodView::meta,
        PodView::nodeName,
        PodView::sameButForVersion,
        PodView::sharing,
        pod -> pod,
        Footprint::of);
  }

  /** Views that run nowhere, of which every newer version is news, kept in few bytes. */
  public static <V> StoredType<V> packed(
      Function<V, ObjectMeta> meta,
      UnaryOperator<V> packing,
      BinaryOperator<V> sharing,
      Sizing<V> sizing) {
    return new StoredType<>(meta, _ -> "", (_, _) -> false, sharing, packing, sizing);
  }

  /** PersistentVolumeClaims. */
  public static StoredType<ClaimView> claims() {
    return new StoredType<>(
        ClaimView::meta,
        _ -> "",
        (one, other) -> one.meta().sameButForVersion(other.meta()),
        ClaimView::sharing,
        claim -> claim,
        (footprint, claim) -> footprint.of(claim.meta()));
  }

  /** ControllerRevisions. */
  public static StoredType<RevisionView> revisions() {
    return packed(RevisionView::meta, RevisionView::packed, RevisionView::sharing, Footprint::of);
  }
}
