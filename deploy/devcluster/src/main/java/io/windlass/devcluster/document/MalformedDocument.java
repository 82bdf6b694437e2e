package io.windlass.devcluster.document;

/** A body that is not the JSON or YAML that it should be; the message says where. */
public final class MalformedDocument extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedDocument(String message) {
    super(message, null, false, false);
  }
}
