package io.windlass.core.history;

import io.windlass.core.model.RevisionView;
import java.util.Comparator;

/** The order of a workload's ControllerRevisions. */
public final class RevisionOrder {
  /** Oldest first; a total order. */
  public static final Comparator<RevisionView> AGE =
      Comparator.comparingLong(RevisionView::number)
          .thenComparing(revision -> revision.meta().createdAt())
          .thenComparing(RevisionView::name);

  private RevisionOrder() {}
}
