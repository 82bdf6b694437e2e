package io.windlass.devcluster.chaos;

/** A file of chaos rules that cannot be used: what is wrong, where, and what to do about it. */
public final class UnusableChaos extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String remedy;

  UnusableChaos(String what, String remedy) {
    super(what, null, false, false);
    this.remedy = remedy;
  }

  /** What to do about it: one sentence without a full stop. */
  public String remedy() {
    return remedy;
  }
}
