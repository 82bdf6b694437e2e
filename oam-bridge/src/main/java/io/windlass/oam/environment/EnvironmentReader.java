package io.windlass.oam.environment;

import io.windlass.core.model.Json;
import io.windlass.core.model.NameSyntax;
import io.windlass.oam.document.Node;
import io.windlass.oam.document.Problems;
import io.windlass.oam.environment.Environment.Backend;
import io.windlass.oam.environment.Environment.ComponentFields;
import io.windlass.oam.environment.Environment.Ingress;
import io.windlass.oam.environment.Environment.Monitoring;
import java.util.Optional;
import java.util.Set;

/**
 * Reads an Environment. What cannot be read becomes a problem and its default, so that everything
 * that is wrong is said at once.
 */
public final class EnvironmentReader {
  /** The API version of the documents. */
  public static final String API_VERSION = "oam.windlass.io/v1alpha1";

  /** The kind of the documents. */
  public static final String KIND = "Environment";

  private static final String DEFAULT_GPU = "nvidia.com/gpu";

  private EnvironmentReader() {}

  /** Reads one document. */
  public static Environment read(Json.Obj document, Problems problems) {
    String name = document.text("metadata", "name").orElse("");
    Node root = Node.of(document, KIND + " " + name, problems);
    Node spec = root.child("spec");
    spec.only(
        "backend",
        "ingress",
        "storageClassName",
        "gpuResourceName",
        "extendedResources",
        "metricsApi",
        "monitoring",
        "pods",
        "componentFields",
        "namespaces",
        "database");
    return new Environment(
        name,
        backend(spec),
        ingress(spec.child("ingress")),
        className(spec, "storageClassName"),
        Optional.of(spec.text("gpuResourceName").orElse(DEFAULT_GPU)).filter(gpu -> !gpu.isEmpty()),
        spec.textMap("extendedResources"),
        spec.flag("metricsApi").orElse(true),
        monitoring(spec),
        DatabaseProviderReader.read(spec.child("database")),
        pods(spec),
        fields(spec),
        Set.copyOf(spec.texts("namespaces")));
  }

  private static Backend backend(Node spec) {
    return spec.word("backend", "kruise", "native").orElse("kruise").equals("native")
        ? Backend.NATIVE
        : Backend.KRUISE;
  }

  private static Ingress ingress(Node ingress) {
    ingress.only("enabled", "className");
    return new Ingress(ingress.flag("enabled").orElse(true), className(ingress, "className"));
  }

  private static Optional<String> className(Node node, String field) {
    Optional<String> name = node.text(field).filter(text -> !text.isEmpty());
    if (name.isPresent() && !NameSyntax.isDnsSubdomain(name.get())) {
      node.errorAt(field, Node.INVALID, node.show(field) + " cannot be the name of a class");
    }
    return name;
  }

  private static Monitoring monitoring(Node spec) {
    return switch (spec.word("monitoring", "ServiceMonitor", "Annotations", "None").orElse("")) {
      case "Annotations" -> Monitoring.ANNOTATIONS;
      case "None" -> Monitoring.NONE;
      default -> Monitoring.SERVICE_MONITOR;
    };
  }

  private static ComponentFields fields(Node spec) {
    return spec.word("componentFields", "Enforce", "Warn").orElse("").equals("Warn")
        ? ComponentFields.WARN
        : ComponentFields.ENFORCE;
  }

  // What would take the pods from those that describe them.
  private static Json.Obj pods(Node spec) {
    Node pods = spec.child("pods");
    for (String field : Set.of("containers", "initContainers", "volumes")) {
      if (pods.has(field)) {
        pods.errorAt(field, Node.INVALID, field + " are what components say");
      }
    }
    return pods.json().object();
  }
}
