package io.windlass.devcluster.rest;

import io.windlass.devcluster.api.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * How a write is to be carried out.
 *
 * @param dryRun everything but the write itself
 * @param warnings takes a text for each thing that the client should know
 * @param faults of the body, found before it was decoded
 */
public record WriteOptions(
    boolean dryRun,
    FieldValidation fieldValidation,
    Consumer<String> warnings,
    List<String> faults) {
  /** For writes from within: nothing special, nobody to warn. */
  public static final WriteOptions PLAIN =
      new WriteOptions(false, FieldValidation.IGNORE, warning -> {}, List.of());

  /** What happens with fields that the type does not have. */
  public enum FieldValidation {
    IGNORE,
    WARN,
    STRICT
  }

  /** The same, with faults of the body. */
  public WriteOptions noting(List<String> more) {
    return new WriteOptions(dryRun, fieldValidation, warnings, more);
  }

  /** Acts on unknown fields; {@code refusal} makes the exception of a strict request. */
  void report(List<String> unknown, Function<String, ApiException> refusal) {
    List<String> all = new ArrayList<>(unknown);
    all.addAll(faults);
    if (all.isEmpty() || fieldValidation == FieldValidation.IGNORE) {
      return;
    }
    if (fieldValidation == FieldValidation.STRICT) {
      throw refusal.apply("strict decoding error: " + String.join(", ", all));
    }
    all.forEach(warnings);
  }
}
