package io.windlass.core.model;

/**
 * One ControllerRevision.
 *
 * @param number {@code .revision}; larger is newer
 * @param data the recorded document, raw
 */
public record RevisionView(ObjectMeta meta, long number, Json.Obj data) {
  /** An equal view in the form in which many are kept; its data is read anew when asked for. */
  public RevisionView packed() {
    return new RevisionView(meta, number, data.packed());
  }

  /** An equal view that uses the parts of another of the same owner where they are equal. */
  public RevisionView sharing(RevisionView kin) {
    return new RevisionView(meta.sharing(kin.meta), number, data.sharing(kin.data));
  }

  public String name() {
    return meta.key().name();
  }
}
