package io.windlass.oam.read.alpha1;

import io.windlass.core.model.Json;
import io.windlass.core.model.NameSyntax;
import io.windlass.oam.document.Node;
import io.windlass.oam.model.Flow;
import io.windlass.oam.model.Instance;
import io.windlass.oam.model.ScopeRequest;
import io.windlass.oam.model.ScopeUse;
import io.windlass.oam.model.TraitUse;
import io.windlass.oam.model.Workload;
import io.windlass.oam.read.parts.Lookup;
import io.windlass.oam.read.parts.Sources;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the instances and scopes of an application of the first generation. */
public record SchematicApplicationReader(Node spec, Sources sources) {

  /** What is to run; an instance that cannot be told is left out, and a problem says so. */
  public List<Instance> instances() {
    spec.only("variables", "scopes", "components");
    Variables variables = Variables.read(spec);
    List<Instance> instances = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Node item : spec.items("components")) {
      item.only("componentName", "instanceName", "parameterValues", "traits", "applicationScopes");
      String name = item.requiredText("instanceName");
      if (!name.isEmpty() && !NameSyntax.isDnsLabel(name)) {
        item.errorAt(
            "instanceName",
            Node.INVALID,
            "\"%s\" is not made of at most 63 lower-case letters, digits and dashes"
                .formatted(name));
      }
      if (!names.add(name)) {
        item.errorAt("instanceName", "Duplicate", "\"%s\" is there twice".formatted(name));
      }
      instance(item, name, variables).ifPresent(instances::add);
    }
    return instances;
  }

  private Optional<Instance> instance(Node item, String name, Variables variables) {
    String component = item.requiredText("componentName");
    List<TraitUse> traits = traits(item, variables);
    Json.Obj document = sources.components().get(component);
    if (document == null) {
      if (!component.isEmpty()) {
        item.errorAt(
            "componentName",
            "ComponentNotFound",
            "there is no ComponentSchematic \"%s\"".formatted(component));
      }
      return Optional.empty();
    }
    Node root = Node.of(document, "ComponentSchematic " + component, sources.problems());
    SchematicReader schematic = new SchematicReader(root, sources);
    Lookup parameters = new Parameters(schematic.spec()).resolve(item, variables);
    Optional<Workload> workload = schematic.workload(name, parameters);
    return workload.map(
        it -> new Instance(name, component, "", item, it, traits, scopes(item), Flow.none()));
  }

  private static List<TraitUse> traits(Node item, Variables variables) {
    List<TraitUse> traits = new ArrayList<>();
    for (Node given : item.items("traits")) {
      Node trait = variables.apply(given);
      trait.only("name", "properties", "parameterValues");
      if (trait.has("properties") && trait.has("parameterValues")) {
        trait.errorAt("parameterValues", Node.INVALID, "properties say the same");
      }
      Node properties =
          trait.has("parameterValues") ? legacy(trait) : properties(trait, "properties");
      traits.add(new TraitUse(trait.requiredText("name"), properties, Json.Obj.EMPTY, Flow.none()));
    }
    return traits;
  }

  private static Node legacy(Node trait) {
    trait.warnAt("parameterValues", "OldField", "traits have properties; these are taken for them");
    return properties(trait, "parameterValues");
  }

  /** An object, or a list of names and values, which some examples have. */
  private static Node properties(Node holder, String field) {
    if (!(holder.raw(field).orElse(Json.Null.VALUE) instanceof Json.Arr)) {
      return holder.child(field);
    }
    Json.Obj object = Json.Obj.EMPTY;
    for (Node item : holder.items(field)) {
      item.only("name", "value");
      object = object.with(item.requiredText("name"), item.raw("value").orElse(Json.Null.VALUE));
    }
    return new Node(object, holder.path().field(field), holder.document(), holder.problems());
  }

  private static List<ScopeUse> scopes(Node item) {
    List<ScopeUse> scopes = new ArrayList<>();
    for (String name : item.texts("applicationScopes")) {
      scopes.add(new ScopeUse("", name, item));
    }
    return scopes;
  }

  /** The scopes that the application declares for others. */
  public List<ScopeRequest> scopeRequests() {
    Variables variables = new Variables(Variables.read(spec).values());
    List<ScopeRequest> requests = new ArrayList<>();
    for (Node given : spec.items("scopes")) {
      Node item = variables.apply(given);
      item.only("name", "type", "properties");
      requests.add(
          new ScopeRequest(
              item.requiredText("name"),
              item.requiredText("type"),
              properties(item, "properties")));
    }
    return requests;
  }
}
