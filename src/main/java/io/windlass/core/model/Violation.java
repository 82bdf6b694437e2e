package io.windlass.core.model;

/**
 * One fault in what a user wrote.
 *
 * @param field the path, for example {@code spec.updateStrategy.maxSurge}
 * @param message what is wrong with which value, and what would be right
 */
public record Violation(String field, String message) {
  @Override
  public String toString() {
    return field + ": " + message;
  }
}
