package io.windlass.manager.report;

/**
 * A failure that whoever typed the command can do something about: told in three parts and without
 * a stack trace.
 */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String remedy;

  /**
   * @param what what went wrong, and where: one sentence without a full stop
   * @param remedy what to do about it: one sentence without a full stop
   */
  public CommandFailure(String what, String remedy) {
    super(what, null, false, false);
    this.remedy = remedy;
  }

  public String remedy() {
    return remedy;
  }
}
