package io.windlass.core.model;

/**
 * One ControllerRevision.
 *
 * @param number {@code .revision}; larger is newer
 * @param data the recorded document, raw
 */
public record RevisionView(ObjectMeta meta, long number, Json.Obj data) {
  public String name() {
    return meta.key().name();
  }
}
