package io.windlass.oam.read.parts;

import io.windlass.core.model.Json;
import io.windlass.core.model.NameSyntax;
import io.windlass.oam.document.Node;
import io.windlass.oam.environment.Environment;
import io.windlass.oam.model.Volume;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads what a container needs of a machine. */
record ResourcesReader(Node node, Dialect dialect) {

  /** Requests and limits as pods have them. */
  Json.Obj resources() {
    node.only("cpu", "memory", "gpu", "volumes", "extended");
    TreeMap<String, String> requests = new TreeMap<>();
    TreeMap<String, String> limits = new TreeMap<>();
    required("cpu")
        .flatMap(cpu -> Amounts.cpu(cpu, "required"))
        .ifPresent(it -> requests.put("cpu", it));
    required("memory")
        .flatMap(memory -> Amounts.bytes(memory, "required", dialect.plainAmounts()))
        .ifPresent(it -> requests.put("memory", it));
    if (dialect.defaultRequests()) {
      requests.putIfAbsent("cpu", "100m");
      requests.putIfAbsent("memory", "128Mi");
    }
    required("gpu").ifPresent(gpu -> gpu(gpu, limits));
    node.items("extended").forEach(item -> extended(item, limits));
    requests.putAll(limits);
    Json.Obj made = Json.Obj.EMPTY;
    made = limits.isEmpty() ? made : made.with("limits", Json.ofTexts(limits));
    return requests.isEmpty() ? made : made.with("requests", Json.ofTexts(requests));
  }

  private Optional<Node> required(String field) {
    if (!node.has(field)) {
      return Optional.empty();
    }
    Node amount = node.child(field);
    amount.only("required");
    if (!amount.has("required")) {
      amount.missing("required");
    }
    return Optional.of(amount);
  }

  private void gpu(Node gpu, TreeMap<String, String> limits) {
    Optional<Integer> count = gpu.whole("required", 0, 1024);
    Environment environment = dialect.environment();
    if (count.isEmpty() || count.get() == 0) {
      return;
    }
    if (environment.gpuResourceName().isEmpty()) {
      gpu.errorAt(
          "required",
          "NotOffered",
          "environment \"%s\" has no GPUs (field gpuResourceName)".formatted(environment.name()));
    }
    environment.gpuResourceName().ifPresent(name -> limits.put(name, String.valueOf(count.get())));
  }

  private void extended(Node item, TreeMap<String, String> limits) {
    item.only("name", "required");
    String name = item.requiredText("name");
    Optional<String> amount = item.scalar("required");
    if (amount.isEmpty() && !item.has("required")) {
      item.missing("required");
    }
    Optional<String> resource =
        Optional.ofNullable(dialect.environment().extendedResources().get(name))
            .or(() -> Optional.of(name).filter(ResourcesReader::isResourceName));
    if (resource.isEmpty() && !name.isEmpty()) {
      item.errorAt(
          "name",
          "NotOffered",
          "environment \"%s\" maps \"%s\" to no resource (field extendedResources)"
              .formatted(dialect.environment().name(), name));
    }
    resource.ifPresent(it -> amount.ifPresent(value -> limits.put(it, value)));
  }

  private static boolean isResourceName(String name) {
    return name.contains("/")
        && NameSyntax.isQualifiedName(name)
        && !name.matches(".*/v[0-9][a-z0-9]*\\.[A-Z].*");
  }

  /** The places for files that the container asks for. */
  List<Volume> volumes() {
    List<Volume> volumes = new ArrayList<>();
    Set<String> names = new HashSet<>();
    Set<String> paths = new HashSet<>();
    for (Node item : node.items("volumes")) {
      Volume volume = volume(item);
      if (!names.add(volume.name())) {
        item.errorAt("name", "Duplicate", "two volumes are called \"%s\"".formatted(volume.name()));
      }
      if (!paths.add(volume.mountPath())) {
        item.errorAt("mountPath", "Duplicate", "two volumes at " + volume.mountPath());
      }
      volumes.add(volume);
    }
    return volumes;
  }

  private Volume volume(Node item) {
    item.only("name", "mountPath", "accessMode", "sharingPolicy", "disk");
    Node disk = item.child("disk");
    disk.only("required", "ephemeral");
    String name = item.requiredText("name");
    if (!name.isEmpty() && !NameSyntax.isDnsLabel(name)) {
      item.errorAt("name", Node.INVALID, "\"%s\" is no lower-case name".formatted(name));
    }
    return new Volume(
        name,
        item.requiredText("mountPath"),
        item.word("accessMode", "RW", "RO").filter("RO"::equals).isPresent(),
        item.word("sharingPolicy", "Exclusive", "Shared").filter("Shared"::equals).isPresent(),
        disk.flag("ephemeral").orElse(false),
        Amounts.bytes(disk, "required", dialect.plainAmounts()));
  }
}
