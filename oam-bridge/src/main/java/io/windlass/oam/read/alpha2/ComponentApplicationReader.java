package io.windlass.oam.read.alpha2;

import io.windlass.core.model.Json;
import io.windlass.core.model.NameSyntax;
import io.windlass.oam.catalogue.TraitEntry;
import io.windlass.oam.document.Node;
import io.windlass.oam.model.Flow;
import io.windlass.oam.model.Instance;
import io.windlass.oam.model.Kind;
import io.windlass.oam.model.ScopeUse;
import io.windlass.oam.model.TraitUse;
import io.windlass.oam.read.parts.Sources;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the instances of an application of the second generation. */
public record ComponentApplicationReader(Node spec, Sources sources) {

  /** What is to run; an instance that cannot be told is left out, and a problem says so. */
  public List<Instance> instances() {
    spec.only("components");
    List<Instance> instances = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Node item : spec.items("components")) {
      item.only(
          "componentName",
          "revisionName",
          "dataOutputs",
          "dataInputs",
          "parameterValues",
          "traits",
          "scopes");
      Optional<Instance> instance = instance(item);
      instance.ifPresent(
          it -> {
            if (!names.add(it.name())) {
              item.error("Duplicate", "an instance is called \"%s\" already".formatted(it.name()));
            }
            instances.add(it);
          });
    }
    return instances;
  }

  private Optional<Instance> instance(Node item) {
    List<TraitUse> traits = traits(item);
    Optional<Json.Obj> document = component(item);
    if (document.isEmpty()) {
      return Optional.empty();
    }
    Json.Obj found = document.get();
    String component =
        found.text("metadata", "name").or(() -> item.text("componentName")).orElse("");
    Node root = Node.of(found, "Component " + component, sources.problems());
    String revision =
        item.text("revisionName")
            .or(() -> found.text("status", "latestRevision", "name"))
            .orElse("");
    return new ComponentReader(root, sources)
        .workload(item)
        .map(
            it -> {
              String name = name(item, it.name(), component, revision);
              return new Instance(
                  name, component, revision, item, it.workload(), traits, scopes(item), flow(item));
            });
  }

  private Optional<Json.Obj> component(Node item) {
    if (item.has("componentName") == item.has("revisionName")) {
      item.error(Node.INVALID, "needs one of componentName and revisionName");
      return Optional.empty();
    }
    boolean latest = item.has("componentName");
    String field = latest ? "componentName" : "revisionName";
    String name = item.requiredText(field);
    Optional<Json.Obj> found =
        Optional.ofNullable((latest ? sources.components() : sources.revisions()).get(name));
    if (found.isEmpty() && !name.isEmpty()) {
      item.errorAt(
          field,
          "ComponentNotFound",
          "there is no %s \"%s\"".formatted(latest ? "Component" : "revision", name));
    }
    return found;
  }

  /** Its own; or one for each revision if a trait asks for that; or the component's. */
  private String name(Node item, String own, String component, String revision) {
    if (!own.isEmpty()) {
      if (!NameSyntax.isDnsSubdomain(own)) {
        item.error(Node.INVALID, "the workload's name \"%s\" is none".formatted(own));
      }
      return own;
    }
    boolean each =
        item.json().items("traits").stream()
            .map(trait -> sources.catalogue().traitOf(Kind.of(trait.object("trait"))))
            .flatMap(Optional::stream)
            .flatMap(entry -> entry.definition().stream())
            .anyMatch(TraitEntry.Definition::revisionEnabled);
    return each && !revision.isEmpty() ? revision : component;
  }

  private List<TraitUse> traits(Node item) {
    List<TraitUse> traits = new ArrayList<>();
    for (Node entry : item.items("traits")) {
      entry.only("trait", "dataOutputs", "dataInputs");
      if (!entry.has("trait")) {
        entry.missing("trait");
        continue;
      }
      trait(entry.child("trait"), flow(entry)).ifPresent(traits::add);
    }
    return traits;
  }

  /** Named with properties, or an object of its own kind. */
  private static Optional<TraitUse> trait(Node trait, Flow flow) {
    if (trait.has("name")) {
      trait.only("name", "properties");
      return Optional.of(
          new TraitUse(
              trait.requiredText("name"), trait.child("properties"), Json.Obj.EMPTY, flow));
    }
    trait.requiredText("apiVersion");
    String kind = trait.requiredText("kind");
    return kind.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new TraitUse(kind, trait.child("spec"), trait.json().object().without("status"), flow));
  }

  private static List<ScopeUse> scopes(Node item) {
    List<ScopeUse> scopes = new ArrayList<>();
    for (Node entry : item.items("scopes")) {
      entry.only("scopeRef");
      Node ref = entry.child("scopeRef");
      ref.only("apiVersion", "kind", "name");
      Kind kind = new Kind(ref.requiredText("apiVersion"), ref.requiredText("kind"));
      scopes.add(new ScopeUse(kind.toString(), ref.requiredText("name"), ref));
    }
    return scopes;
  }

  private static Flow flow(Node node) {
    return new Flow(node.items("dataOutputs"), node.items("dataInputs"));
  }
}
