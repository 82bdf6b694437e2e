package io.windlass.oam.yaml;

/** A text that is not YAML, or not YAML that JSON can say; the message says where. */
public final class UnreadableYaml extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableYaml(String message) {
    super(message, null, false, false);
  }
}
