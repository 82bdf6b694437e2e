package io.windlass.oam.read.alpha1;

import io.windlass.core.model.Json;
import io.windlass.oam.document.Node;
import io.windlass.oam.model.Container;
import io.windlass.oam.model.Kind;
import io.windlass.oam.model.PodModel;
import io.windlass.oam.model.Workload;
import io.windlass.oam.model.WorkloadType;
import io.windlass.oam.ownership.FieldOwner;
import io.windlass.oam.ownership.FieldOwners;
import io.windlass.oam.ownership.OwnershipCheck;
import io.windlass.oam.ownership.Place;
import io.windlass.oam.read.parts.ContainerReader;
import io.windlass.oam.read.parts.Dialect;
import io.windlass.oam.read.parts.Lookup;
import io.windlass.oam.read.parts.NodeSelectors;
import io.windlass.oam.read.parts.Sources;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a ComponentSchematic for one instance of it. */
record SchematicReader(Node root, Sources sources) {
  private static final Pattern TYPE =
      Pattern.compile(
          "([a-z0-9][-.a-z0-9]*/v[0-9][a-z0-9]*|v[0-9][a-z0-9]*)\\.([A-Z][A-Za-z0-9]*)");
  private static final String[] KNOWN =
      Stream.concat(
              Stream.of(
                  "workloadType", "osType", "arch", "parameters", "containers", "workloadSettings"),
              Stream.of(Place.WORKLOAD, Place.POD)
                  .flatMap(place -> FieldOwners.ofOthers(place).stream())
                  .map(FieldOwner::field))
          .distinct()
          .toArray(String[]::new);

  Node spec() {
    return root.child("spec");
  }

  /** What it runs, with an operator's values; empty if that cannot be told. */
  Optional<Workload> workload(String instanceName, Lookup parameters) {
    root.only("apiVersion", "kind", "metadata", "spec", "status");
    Node spec = spec();
    spec.only(KNOWN);
    OwnershipCheck.schematic(spec);
    String name = spec.requiredText("workloadType");
    Matcher type = TYPE.matcher(name);
    if (!type.matches()) {
      if (!name.isEmpty()) {
        spec.errorAt(
            "workloadType",
            Node.INVALID,
            "\"%s\" is not of the form GROUP/VERSION.KIND".formatted(name));
      }
      return Optional.empty();
    }
    Kind kind = new Kind(type.group(1), type.group(2));
    if (!kind.group().equals("core.oam.dev")) {
      return new ForeignWorkload(spec, kind, parameters, sources.catalogue()).read(instanceName);
    }
    Optional<WorkloadType> built = WorkloadType.named(name);
    if (built.isEmpty()) {
      spec.errorAt("workloadType", "UnknownWorkloadType", unknown(name));
    }
    return built.map(it -> new Workload.Built(it, it.fullName(), pod(it, parameters)));
  }

  private static String unknown(String name) {
    List<String> words = Stream.of(WorkloadType.values()).map(WorkloadType::word).toList();
    return "\"%s\" is none of OAM's types %s".formatted(name, words);
  }

  private PodModel pod(WorkloadType type, Lookup parameters) {
    Node spec = spec();
    Dialect dialect = new Dialect(parameters, sources.environment(), true, true);
    List<Container> containers = ContainerReader.all(spec, dialect);
    if (containers.isEmpty()) {
      spec.errorAt("containers", Node.MISSING, "a %s needs a container".formatted(type.word()));
    }
    PodModel pod =
        new PodModel(
            containers,
            NodeSelectors.read(spec),
            templateAnnotations(),
            settings(spec, parameters));
    checkPorts(type, pod, spec);
    return pod;
  }

  static void checkPorts(WorkloadType type, PodModel pod, Node spec) {
    boolean mayAnswer = type.characteristics().exposed();
    if (type.isTask()) {
      return;
    }
    if (!mayAnswer && pod.hasPorts()) {
      spec.errorAt(
          "containers",
          "PortsNotAllowed",
          "a %s answers on no ports; use the type Server or SingletonServer"
              .formatted(type.word()));
    } else if (mayAnswer && !pod.hasPorts()) {
      spec.warnAt(
          "containers",
          "ServerWithoutPort",
          "a %s without a port gets no Service; use the type Worker".formatted(type.word()));
    }
  }

  private Map<String, String> templateAnnotations() {
    Map<String, String> annotations = new TreeMap<>(root.child("metadata").textMap("annotations"));
    annotations.keySet().removeIf(key -> key.startsWith("kubectl.kubernetes.io/"));
    annotations.keySet().removeAll(List.of("version", "description"));
    return annotations;
  }

  /** OAM's own types have no settings but the one that reaches through to the workload. */
  private static Json.Obj settings(Node spec, Lookup parameters) {
    Json.Obj settings = Json.Obj.EMPTY;
    for (Node item : spec.items("workloadSettings")) {
      item.only("name", "description", "type", "required", "value", "fromParam");
      Json value = Settings.value(item, parameters).orElse(Json.Null.VALUE);
      if (item.requiredText("name").equals("kruise") && value instanceof Json.Obj object) {
        settings = object;
      } else {
        item.errorAt(
            "name",
            Node.INVALID,
            "OAM's own workload types have only the setting \"kruise\", an object that is merged"
                + " into the CloneSet's spec");
      }
    }
    return settings;
  }
}
