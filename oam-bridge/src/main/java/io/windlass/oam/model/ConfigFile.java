package io.windlass.oam.model;

/** A file that is put into a container. */
public record ConfigFile(String path, Content content) {
  /** Where its text comes from. */
  public sealed interface Content {}

  /** Text of the component. */
  public record Inline(String text) implements Content {}

  /** One key of a Secret. */
  public record FromSecret(String secret, String key) implements Content {}

  /** The last part of the path. */
  public String fileName() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
