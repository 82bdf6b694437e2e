package io.windlass.core.autoscaling.spec;

/**
 * What one check says.
 *
 * @param code the check, {@code TPA001} to {@code TPA055}
 * @param field the path, {@code spec.windows[weekday].start}
 * @param message what is wrong with which value, and what would be right
 */
public record Finding(String code, Answer answer, String field, String message) {
  /** What follows from it. */
  public enum Answer {
    /** The object is refused; one that is there already is {@code Valid=False}. */
    REJECT,
    /** The object is accepted, with this warning. */
    WARN,
    /** Nothing at admission; a condition says so at run time. */
    CONDITION
  }

  public static Finding reject(int code, String field, String message) {
    return new Finding(name(code), Answer.REJECT, field, message);
  }

  public static Finding warn(int code, String field, String message) {
    return new Finding(name(code), Answer.WARN, field, message);
  }

  public static Finding condition(int code, String field, String message) {
    return new Finding(name(code), Answer.CONDITION, field, message);
  }

  public boolean rejects() {
    return answer == Answer.REJECT;
  }

  @Override
  public String toString() {
    return "%s %s: %s".formatted(code, field, message);
  }

  private static String name(int code) {
    return "TPA0" + (code < 10 ? "0" : "") + code;
  }
}
