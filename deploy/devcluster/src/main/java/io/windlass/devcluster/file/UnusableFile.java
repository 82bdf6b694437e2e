package io.windlass.devcluster.file;

/** A file that cannot be used: what is wrong, where, and what to do about it. */
public final class UnusableFile extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String remedy;

  /**
   * @param what what is wrong, with its place
   * @param remedy what to do about it: one sentence without a full stop
   */
  public UnusableFile(String what, String remedy) {
    super(what, null, false, false);
    this.remedy = remedy;
  }

  /** What to do about it: one sentence without a full stop. */
  public String remedy() {
    return remedy;
  }
}
