package io.windlass.oam.read.alpha2;

import io.windlass.core.model.Json;
import io.windlass.oam.catalogue.WorkloadEntry;
import io.windlass.oam.database.DatabaseSpec;
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
import io.windlass.oam.read.parts.KnownKinds;
import io.windlass.oam.read.parts.Lookup;
import io.windlass.oam.read.parts.NodeSelectors;
import io.windlass.oam.read.parts.Sources;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a Component for one instance of it. */
record ComponentReader(Node root, Sources sources) {
  private static final Kind CONTAINERIZED =
      new Kind("core.oam.dev/v1alpha2", "ContainerizedWorkload");
  private static final String[] KNOWN =
      Stream.concat(
              Stream.of("osType", "arch", "containers"),
              Stream.of(Place.WORKLOAD, Place.POD)
                  .flatMap(place -> FieldOwners.ofOthers(place).stream())
                  .map(FieldOwner::field))
          .distinct()
          .toArray(String[]::new);

  /** A workload with the operator's values, and the name that it gave itself. */
  record Found(Workload workload, String name) {}

  /** What it runs; empty if that cannot be told. */
  Optional<Found> workload(Node instance) {
    root.only("apiVersion", "kind", "metadata", "spec", "status");
    Node spec = root.child("spec");
    spec.only("workload", "parameters");
    if (!spec.has("workload")) {
      spec.missing("workload");
      return Optional.empty();
    }
    Json.Obj written =
        new ParameterWriter(spec).write(spec.child("workload").json().object(), instance);
    Node workload =
        new Node(written, spec.path().field("workload"), root.document(), root.problems());
    return typed(workload).flatMap(this::read);
  }

  /** With its kind in place of the catalogue's word for it. */
  private Optional<Node> typed(Node workload) {
    if (!workload.has("type")) {
      workload.requiredText("apiVersion");
      workload.requiredText("kind");
      return Optional.of(workload).filter(it -> it.has("apiVersion") && it.has("kind"));
    }
    String type = workload.text("type").orElse("");
    WorkloadEntry entry = sources.catalogue().workloads().get(type);
    if (entry == null) {
      workload.errorAt(
          "type", "UnknownWorkloadType", "there is no WorkloadDefinition \"%s\"".formatted(type));
      return Optional.empty();
    }
    Json.Obj object =
        workload
            .json()
            .object()
            .without("type")
            .with("apiVersion", entry.kind().apiVersion())
            .with("kind", entry.kind().kind());
    Json.Obj labels = object.object("metadata", "labels").with("workload.oam.dev/type", type);
    Json.Obj metadata = object.object("metadata").with("labels", labels);
    return Optional.of(
        new Node(
            object.with("metadata", metadata),
            workload.path(),
            workload.document(),
            workload.problems()));
  }

  private Optional<Found> read(Node workload) {
    OwnershipCheck.component(workload, sources.environment().componentFields());
    Json.Obj object = workload.json().object();
    String name = object.text("metadata", "name").orElse("");
    Kind kind = Kind.of(object);
    if (kind.equals(CONTAINERIZED)) {
      return Optional.of(new Found(containerized(workload, kind.toString()), name));
    }
    Optional<WorkloadType> type = WorkloadType.named(kind.toString());
    if (type.isPresent()) {
      Workload.Built built = containerized(workload, kind.toString());
      return Optional.of(
          new Found(new Workload.Built(type.get(), kind.toString(), built.pod()), name));
    }
    if (kind.equals(DatabaseSpec.KIND)) {
      DatabaseSpec.check(workload.child("spec"));
    }
    if (kind.group().equals("core.oam.dev")) {
      workload.errorAt("kind", "UnknownWorkloadType", "%s is no workload".formatted(kind));
      return Optional.empty();
    }
    return Optional.of(
        new Found(
            new Workload.Embedded(
                object.without("status"),
                kind.toString(),
                KnownKinds.characteristics(object, sources.catalogue())),
            name));
  }

  private Workload.Built containerized(Node workload, String typeName) {
    workload.only("apiVersion", "kind", "metadata", "spec", "status");
    Node spec = workload.child("spec");
    spec.only(KNOWN);
    Dialect dialect = new Dialect(Lookup.none(), sources.environment(), false, false);
    List<Container> containers = ContainerReader.all(spec, dialect);
    if (containers.isEmpty()) {
      spec.errorAt("containers", Node.MISSING, "a workload needs a container");
    }
    Map<String, String> annotations = workload.child("metadata").textMap("annotations");
    annotations.keySet().removeIf(key -> key.startsWith("kubectl.kubernetes.io/"));
    PodModel pod = new PodModel(containers, NodeSelectors.read(spec), annotations, Json.Obj.EMPTY);
    WorkloadType type = pod.hasPorts() ? WorkloadType.SERVER : WorkloadType.WORKER;
    return new Workload.Built(type, typeName, pod);
  }
}
