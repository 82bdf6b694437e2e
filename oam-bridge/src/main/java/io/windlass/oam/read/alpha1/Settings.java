package io.windlass.oam.read.alpha1;

import io.windlass.core.model.Json;
import io.windlass.oam.document.Node;
import io.windlass.oam.read.parts.Lookup;
import java.util.Optional;

/** Values of workloadSettings. Stateless. */
final class Settings {
  private Settings() {}

  /** The parameter's value, which goes before the setting's own. */
  static Optional<Json> value(Node setting, Lookup parameters) {
    Optional<String> name = setting.text("fromParam");
    if (name.isEmpty()) {
      return setting.raw("value");
    }
    if (!parameters.declared().contains(name.get())) {
      setting.errorAt(
          "fromParam",
          "UndeclaredParameter",
          "the component has no parameter \"%s\"".formatted(name.get()));
    }
    return parameters.find(name.get()).or(() -> setting.raw("value"));
  }
}
