package io.windlass.devcluster.cel;

import dev.cel.common.CelErrorCode;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A compiled expression. Immutable and thread-safe.
 *
 * @param type of what it results in
 * @param usesOldSelf whether it compares with the object as it was
 */
record Expression(CelRuntime.Program program, CelType type, boolean usesOldSelf) {
  private static final Pattern QUOTED = Pattern.compile("'([^']*)'");

  /** What came of running an expression. */
  sealed interface Outcome {
    /** A value, such as a {@link Boolean}. */
    record Value(Object value) implements Outcome {}

    /** None, and why, in the words of the API server as far as there are common ones. */
    record Fault(String why) implements Outcome {}
  }

  Outcome run(Map<String, ?> variables) {
    try {
      return new Outcome.Value(program.eval(variables));
    } catch (CelEvaluationException e) {
      return new Outcome.Fault(words(e));
    }
  }

  private static String words(CelEvaluationException failure) {
    String message = String.valueOf(failure.getMessage());
    CelErrorCode code = failure.getErrorCode();
    return switch (code) {
      case ATTRIBUTE_NOT_FOUND -> {
        Matcher key = QUOTED.matcher(message);
        yield "no such key: " + (key.find() ? key.group(1) : message);
      }
      case DIVIDE_BY_ZERO -> message.contains("odulus") ? "modulus by zero" : "division by zero";
      case INDEX_OUT_OF_BOUNDS ->
          "index out of bounds: " + message.replaceAll("[^0-9-]*(-?\\d+)\\D*$", "$1");
      case NUMERIC_OVERFLOW -> "integer overflow";
      case OVERLOAD_NOT_FOUND -> "no such overload";
      default -> message.replaceFirst("^evaluation error[^:]*(:\\d+)?: ", "");
    };
  }
}
