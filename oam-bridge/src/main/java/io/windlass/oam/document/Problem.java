package io.windlass.oam.document;

/**
 * One thing that is wrong with a document, or that its author should know.
 *
 * @param document kind and name, {@code ApplicationConfiguration shop}
 * @param path from the document's root, {@code spec.components[0].traits[1].properties.servicePort}
 * @param reason one word in upper camel case, as conditions have it
 * @param message what is wrong with which value, and what would be right
 */
public record Problem(
    Severity severity, String document, String path, String reason, String message) {

  public boolean refuses() {
    return severity == Severity.ERROR;
  }

  /** On one line, as admission and the command line print it. */
  @Override
  public String toString() {
    return "%s: %s: %s".formatted(document, path, message);
  }
}
