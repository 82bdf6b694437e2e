package io.windlass.oam.read;

import io.windlass.core.model.Json;
import io.windlass.oam.document.Node;
import io.windlass.oam.model.Application;
import io.windlass.oam.model.Generation;
import io.windlass.oam.model.Identity;
import io.windlass.oam.read.alpha1.SchematicApplicationReader;
import io.windlass.oam.read.alpha2.ComponentApplicationReader;
import io.windlass.oam.read.parts.Sources;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads an application of either generation, as far as it can be read. Stateless. */
public final class ApplicationReader {
  private ApplicationReader() {}

  /** The application; what is wrong with it goes to the sources' problems. */
  public static Application read(Sources sources) {
    Json.Obj document = sources.application();
    String name = document.text("metadata", "name").orElse("");
    Node root = Node.of(document, "ApplicationConfiguration " + name, sources.problems());
    root.only("apiVersion", "kind", "metadata", "spec", "status");
    Node spec = root.child("spec");
    if (spec.json().items("components").isEmpty() && spec.json().items("scopes").isEmpty()) {
      spec.warn("NothingToRun", "has no components, so nothing runs");
    }
    Generation generation = GenerationByShape.of(root);
    return switch (generation) {
      case V1ALPHA1 -> {
        SchematicApplicationReader reader = new SchematicApplicationReader(spec, sources);
        yield new Application(
            generation, identity(root, name), reader.instances(), reader.scopeRequests());
      }
      case V1ALPHA2 ->
          new Application(
              generation,
              identity(root, name),
              new ComponentApplicationReader(spec, sources).instances(),
              List.of());
    };
  }

  private static Identity identity(Node root, String name) {
    Node metadata = root.child("metadata");
    if (name.isEmpty()) {
      metadata.missing("name");
    }
    Map<String, String> annotations = new TreeMap<>(metadata.textMap("annotations"));
    annotations.keySet().removeIf(key -> key.startsWith("kubectl.kubernetes.io/"));
    return new Identity(
        metadata.text("namespace").orElse("default"),
        name,
        metadata.text("uid").orElse(""),
        metadata.textMap("labels"),
        annotations);
  }
}
