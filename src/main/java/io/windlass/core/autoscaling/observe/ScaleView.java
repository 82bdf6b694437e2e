package io.windlass.core.autoscaling.observe;

import io.windlass.core.model.Json;

/**
 * A scale subresource as it was read.
 *
 * @param replicas {@code spec.replicas}, which is what was asked for
 * @param statusReplicas what there is
 * @param selector of the pods, as text; empty if the target has not told yet
 */
public record ScaleView(
    long replicas, long statusReplicas, String selector, String version, Json.Obj document) {

  /** Reads the document of {@code autoscaling/v1 Scale}. */
  public static ScaleView of(Json.Obj scale) {
    return new ScaleView(
        scale.number("spec", "replicas").orElse(0L),
        scale.number("status", "replicas").orElse(0L),
        scale.text("status", "selector").orElse(""),
        scale.text("metadata", "resourceVersion").orElse(""),
        scale);
  }

  /**
   * The document to put so that there will be so many; it keeps the version that was read, so that
   * nothing newer is overwritten.
   */
  public Json.Obj asking(long wanted) {
    return document.with("spec", document.object("spec").with("replicas", Json.of(wanted)));
  }
}
