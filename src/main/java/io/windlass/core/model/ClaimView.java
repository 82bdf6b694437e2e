package io.windlass.core.model;

/** What decisions need to know of one PersistentVolumeClaim. Immutable. */
public record ClaimView(ObjectMeta meta) {
  public String name() {
    return meta.key().name();
  }

  public String uid() {
    return meta.uid();
  }

  /** An equal view that uses the parts of another of the same owner where they are equal. */
  public ClaimView sharing(ClaimView kin) {
    return new ClaimView(meta.sharing(kin.meta));
  }
}
