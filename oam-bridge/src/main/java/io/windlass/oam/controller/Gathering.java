package io.windlass.oam.controller;

import io.windlass.core.model.Json;
import io.windlass.oam.cluster.Objects;
import io.windlass.oam.cluster.Objects.Answer;
import io.windlass.oam.model.Kind;
import io.windlass.oam.model.ObjectRef;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/** Reads the documents that an application is made of. Thread-safe; blocks. */
record Gathering(Objects objects) {
  static final Kind COMPONENT = new Kind("core.oam.dev/v1alpha2", "Component");
  static final Kind SCHEMATIC = new Kind("core.oam.dev/v1alpha1", "ComponentSchematic");
  static final Kind REVISION = new Kind("apps/v1", "ControllerRevision");

  /**
   * What was read.
   *
   * @param silence why something could not be read; empty if all was
   */
  record Gathered(
      Map<String, Json.Obj> components,
      Map<String, Json.Obj> revisions,
      Optional<String> silence) {}

  Gathered of(String namespace, Json.Obj application) {
    Map<String, Json.Obj> components = new HashMap<>();
    Map<String, Json.Obj> revisions = new HashMap<>();
    Optional<String> silence = Optional.empty();
    List<Kind> kinds =
        speaksOfInstances(application) ? List.of(SCHEMATIC) : List.of(COMPONENT, SCHEMATIC);
    for (String name : names(application, "componentName")) {
      silence = silence.or(() -> find(namespace, name, kinds, components));
    }
    for (String name : names(application, "revisionName")) {
      silence = silence.or(() -> find(namespace, name, List.of(REVISION), revisions));
    }
    revisions.replaceAll((_, revision) -> revision.object("data"));
    return new Gathered(components, revisions, silence);
  }

  /** Names of components or revisions in the order of the document. */
  static SequencedSet<String> names(Json.Obj application, String field) {
    SequencedSet<String> names = new LinkedHashSet<>();
    for (Json each : application.items("spec", "components")) {
      each.text(field).filter(name -> !name.isEmpty()).ifPresent(names::add);
    }
    return names;
  }

  private static boolean speaksOfInstances(Json.Obj application) {
    return application.items("spec", "components").stream()
        .anyMatch(each -> each.at("instanceName").isPresent());
  }

  private Optional<String> find(
      String namespace, String name, List<Kind> kinds, Map<String, Json.Obj> found) {
    for (Kind kind : kinds) {
      switch (objects.get(namespace, new ObjectRef(kind, name))) {
        case Answer.There(Json.Obj object) -> {
          found.put(name, object);
          return Optional.empty();
        }
        case Answer.Missing _ -> {}
        case Answer.Failed(String _, String why, boolean _) -> {
          return Optional.of(new ObjectRef(kind, name) + ": " + why);
        }
      }
    }
    return Optional.empty();
  }
}
