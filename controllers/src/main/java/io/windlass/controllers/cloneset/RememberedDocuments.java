package io.windlass.controllers.cloneset;

import io.windlass.core.cloneset.Documents;
import io.windlass.core.cloneset.ReadSpec;
import io.windlass.core.inplace.TemplateChange;
import io.windlass.core.model.Footprint;
import io.windlass.core.model.Json;
import io.windlass.core.model.RevisionView;
import io.windlass.runtime.memo.Memo;

/**
 * Remembers what was read in the documents of the CloneSets that are planned most: a rollout plans
 * one many times, and its documents stay the same. The store keeps the instance of a document that
 * did not change, so that instances are what answers are kept by. Thread-safe.
 */
public final class RememberedDocuments implements Documents {
  /** Of packed text; as trees some six times that. */
  private static final long LIMIT_BYTES = 1 << 20;

  private static final int CHANGES = 4_096;

  private final Memo<Json.Obj, ReadSpec> specs =
      Memo.ofSame(LIMIT_BYTES, RememberedDocuments::bytes);
  private final Memo<Json.Obj, Json.Obj> templates =
      Memo.ofSame(LIMIT_BYTES, RememberedDocuments::bytes);
  private final Memo<Question, TemplateChange> changes = Memo.ofEqual(CHANGES);

  /** Two revisions by their uids; the data of a revision never changes. */
  private record Question(String from, String to, TemplateChange.Means means) {}

  private static int bytes(Json.Obj document) {
    return (int) Footprint.start().of(document);
  }

  @Override
  public ReadSpec spec(Json.Obj spec) {
    return specs.answer(spec, Documents.ANEW::spec);
  }

  @Override
  public Json.Obj template(Json.Obj revisionData) {
    return templates.answer(revisionData, Documents.ANEW::template);
  }

  @Override
  public TemplateChange change(RevisionView from, RevisionView to, TemplateChange.Means means) {
    return changes.answer(
        new Question(from.meta().uid(), to.meta().uid(), means),
        _ -> Documents.super.change(from, to, means));
  }
}
