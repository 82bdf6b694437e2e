package io.windlass.oam.read.parts;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.oam.document.Node;
import java.util.Optional;

/** Where a text comes from: written down, from a parameter, or from a Secret. */
sealed interface Sourced {
  /** The text itself. */
  record Given(String text) implements Sourced {}

  /** One key of a Secret. */
  record Secret(String name, String key) implements Sourced {}

  /** An optional parameter that nobody set. */
  record Unset() implements Sourced {}

  /** Nothing usable, and a problem says so. */
  record Faulty() implements Sourced {}

  /** Reads {@code value}, {@code fromParam} and {@code fromSecret}. */
  static Sourced read(Node node, Lookup parameters) {
    if (node.has("fromSecret")) {
      Node secret = node.child("fromSecret");
      secret.only("name", "key");
      return new Secret(secret.requiredText("name"), secret.requiredText("key"));
    }
    if (node.has("fromParam")) {
      return fromParameter(node, parameters);
    }
    if (node.json().at("value").isEmpty()) {
      node.error(Node.MISSING, "needs one of value, fromParam and fromSecret");
      return new Faulty();
    }
    return node.scalar("value").<Sourced>map(Given::new).orElseGet(Faulty::new);
  }

  private static Sourced fromParameter(Node node, Lookup parameters) {
    String name = node.text("fromParam").orElse("");
    Optional<String> fallback = node.scalar("value");
    if (parameters.declared().contains(name)) {
      return parameters
          .find(name)
          .map(Sourced::text)
          .or(() -> fallback)
          .<Sourced>map(Given::new)
          .orElseGet(Unset::new);
    }
    String message = "the component has no parameter \"%s\"".formatted(name);
    if (fallback.isPresent()) {
      node.warnAt("fromParam", "UndeclaredParameter", message + "; the value beside it is taken");
      return new Given(fallback.get());
    }
    node.errorAt("fromParam", "UndeclaredParameter", message);
    return new Faulty();
  }

  /** Text as it is, anything else as JSON. */
  private static String text(Json value) {
    return Node.scalarText(value).orElseGet(() -> JsonText.canonical(value));
  }
}
