package io.windlass.oam.trait;

import io.windlass.core.model.Json;
import io.windlass.oam.document.Node;
import io.windlass.oam.render.Draft;
import io.windlass.oam.render.Site;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Variables that the operator sets in a container, or takes away. */
record EnvTrait(Map<String, String> env, List<String> unset, Node properties) implements Trait {

  static Optional<Trait> read(Node properties) {
    properties.only("containerName", "env", "unset");
    if (!properties.has("env") && !properties.has("unset")) {
      properties.missing("env");
    }
    return Optional.of(
        new EnvTrait(properties.textMap("env"), properties.texts("unset"), properties));
  }

  @Override
  public TraitType type() {
    return TraitType.ENV;
  }

  @Override
  public Draft onto(Draft draft, Site site) {
    return Containers.change(draft, site, properties, this::change).report(Trait.applied(this));
  }

  private Json.Obj change(Json.Obj container) {
    Set<String> gone = new HashSet<>(unset);
    gone.addAll(env.keySet());
    List<Json> variables = new ArrayList<>();
    for (Json variable : container.items("env")) {
      if (!gone.contains(variable.text("name").orElse(""))) {
        variables.add(variable);
      }
    }
    env.forEach(
        (name, value) -> variables.add(Json.Obj.EMPTY.with("name", name).with("value", value)));
    return variables.isEmpty()
        ? container.without("env")
        : container.with("env", Json.of(variables));
  }
}
