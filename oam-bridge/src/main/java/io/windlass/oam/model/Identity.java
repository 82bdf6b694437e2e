package io.windlass.oam.model;

import java.util.Map;

/**
 * Who an application is.
 *
 * @param uid empty while it is not stored anywhere
 * @param labels what its author put on it, handed down to what it makes
 */
public record Identity(
    String namespace,
    String name,
    String uid,
    Map<String, String> labels,
    Map<String, String> annotations) {
  public Identity {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }
}
