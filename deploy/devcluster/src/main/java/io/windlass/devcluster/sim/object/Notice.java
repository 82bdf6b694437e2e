package io.windlass.devcluster.sim.object;

/**
 * One Event to be written about an object.
 *
 * @param fieldPath the part of the object that it is about, for example {@code
 *     spec.containers{web}}; may be empty
 */
public record Notice(Severity severity, String reason, String message, String fieldPath) {
  /** The types of Events. */
  public enum Severity {
    NORMAL("Normal"),
    WARNING("Warning");

    private final String type;

    Severity(String type) {
      this.type = type;
    }

    /** The word in {@code type}. */
    public String type() {
      return type;
    }
  }

  /** A normal notice about the whole object. */
  public static Notice normal(String reason, String message) {
    return new Notice(Severity.NORMAL, reason, message, "");
  }

  /** A warning about the whole object. */
  public static Notice warning(String reason, String message) {
    return new Notice(Severity.WARNING, reason, message, "");
  }
}
