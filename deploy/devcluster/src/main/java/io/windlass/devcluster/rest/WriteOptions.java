package io.windlass.devcluster.rest;

import io.windlass.devcluster.api.ApiException;
import java.util.List;
import java.util.function.Consumer;

/**
 * How a write is to be carried out.
 *
 * @param dryRun everything but the write itself
 * @param warnings takes a text for each thing that the client should know
 */
public record WriteOptions(
    boolean dryRun, FieldValidation fieldValidation, Consumer<String> warnings) {
  /** For writes from within: nothing special, nobody to warn. */
  public static final WriteOptions PLAIN =
      new WriteOptions(false, FieldValidation.IGNORE, warning -> {});

  /** What happens with fields that the type does not have. */
  public enum FieldValidation {
    IGNORE,
    WARN,
    STRICT
  }

  /** Acts on unknown fields; {@code refusal} makes the exception of a strict request. */
  void report(List<String> unknown, java.util.function.Function<String, ApiException> refusal) {
    if (unknown.isEmpty() || fieldValidation == FieldValidation.IGNORE) {
      return;
    }
    if (fieldValidation == FieldValidation.STRICT) {
      throw refusal.apply("strict decoding error: " + String.join(", ", unknown));
    }
    unknown.forEach(warnings);
  }
}
