package io.windlass.oam.trait;

import io.windlass.core.model.Json;
import io.windlass.core.model.Quantity;
import io.windlass.oam.document.Node;
import io.windlass.oam.render.Draft;
import io.windlass.oam.render.Site;
import java.util.Optional;

/** What a container asks for and may use at most, as the operator knows it from running it. */
record ResourcesTrait(Json.Obj requests, Json.Obj limits, Node properties) implements Trait {

  static Optional<Trait> read(Node properties) {
    properties.only("containerName", "cpu", "memory", "requests", "limits");
    Json.Obj both = amounts(properties, "cpu", "memory");
    Node requests = properties.child("requests");
    Node limits = properties.child("limits");
    Json.Obj asked = Site.over(both, all(requests));
    Json.Obj most = all(limits);
    if (asked.fields().isEmpty() && most.fields().isEmpty()) {
      properties.errorAt("cpu", Node.MISSING, "sets none of cpu, memory, requests and limits");
    }
    return Optional.of(new ResourcesTrait(asked, most, properties));
  }

  private static Json.Obj all(Node node) {
    return amounts(node, node.json().object().fields().keySet().toArray(String[]::new));
  }

  private static Json.Obj amounts(Node node, String... fields) {
    Json.Obj made = Json.Obj.EMPTY;
    for (String field : fields) {
      Optional<Json> value = node.raw(field);
      Optional<Quantity> amount = value.flatMap(Quantity::of);
      if (value.isPresent() && amount.isEmpty()) {
        node.errorAt(field, Node.INVALID, node.show(field) + " is no amount such as 500m or 1Gi");
      }
      made = amount.isPresent() ? made.with(field, amount.get().text()) : made;
    }
    return made;
  }

  @Override
  public TraitType type() {
    return TraitType.RESOURCES;
  }

  @Override
  public Draft onto(Draft draft, Site site) {
    return Containers.change(draft, site, properties, this::change).report(Trait.applied(this));
  }

  private Json.Obj change(Json.Obj container) {
    Json.Obj before = container.object("resources");
    Json.Obj asked = Site.over(before.object("requests"), requests);
    Json.Obj most = Site.over(before.object("limits"), limits);
    Json.Obj made = asked.fields().isEmpty() ? before : before.with("requests", asked);
    return container.with("resources", most.fields().isEmpty() ? made : made.with("limits", most));
  }
}
