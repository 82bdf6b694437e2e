package io.windlass.oam.translate;

import io.windlass.oam.model.ObjectRef;
import java.util.List;

/** A value that has not been passed, and who waits for it. */
public record Unsatisfied(
    String output,
    ObjectRef from,
    String fieldPath,
    ObjectRef to,
    List<String> toFieldPaths,
    String reason) {
  public Unsatisfied {
    toFieldPaths = List.copyOf(toFieldPaths);
  }
}
