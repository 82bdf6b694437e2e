package io.windlass.oam.model;

import io.windlass.oam.document.Node;
import java.util.List;

/** Values that pass between the objects of an application, as they stand in the document. */
public record Flow(List<Node> outputs, List<Node> inputs) {
  public Flow {
    outputs = List.copyOf(outputs);
    inputs = List.copyOf(inputs);
  }

  /** Nothing passes. */
  public static Flow none() {
    return new Flow(List.of(), List.of());
  }

  public boolean isEmpty() {
    return outputs.isEmpty() && inputs.isEmpty();
  }
}
