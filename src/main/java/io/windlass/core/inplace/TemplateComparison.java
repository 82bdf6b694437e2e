package io.windlass.core.inplace;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonDiff;
import io.windlass.core.model.JsonDiff.Change;
import io.windlass.core.model.JsonMerge;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out how pods of one template get to another. Without a node agent, a container sees new
 * labels and annotations in its environment only when it restarts, so a change of one that a
 * container reads needs another image of that container in the same step, or a new pod.
 *
 * <p>Containers go by their name in the old template; what others injected into a pod is never
 * mentioned. Used once, by one thread.
 */
final class TemplateComparison {
  private static final Pattern REFERENCE =
      Pattern.compile("metadata\\.(labels|annotations)\\['(.+)']");
  private static final Set<String> OWN_VARIABLES =
      Set.of("SIDECARSET_VERSION", "SIDECARSET_VERSION_ALT");

  private final Json.Obj from;
  private final Json.Obj to;
  private final TemplateChange.Means means;
  private final Map<String, String> images = new TreeMap<>();
  private final Map<String, Json.Obj> resources = new TreeMap<>();
  private final Map<String, Json.Obj> environments = new TreeMap<>();
  private final Set<String> restarting = new TreeSet<>();

  private TemplateComparison(Json.Obj from, Json.Obj to, TemplateChange.Means means) {
    this.from = from;
    this.to = to;
    this.means = means;
  }

  /** How pods of the template {@code from} get to {@code to}. */
  static TemplateChange between(Json.Obj from, Json.Obj to, TemplateChange.Means means) {
    return new TemplateComparison(from, to, means).compare();
  }

  private TemplateChange compare() {
    for (Change change : JsonDiff.between(from, to)) {
      Optional<String> obstacle = obstacle(change);
      if (obstacle.isPresent()) {
        return new TemplateChange.NotInPlace(obstacle.get());
      }
    }
    String before = ResourceChange.quality(from);
    String after = ResourceChange.quality(to);
    if (!before.equals(after)) {
      return new TemplateChange.NotInPlace(
          "quality of service would change from " + before + " to " + after);
    }
    Json.Obj metadata = metadataPatch();
    Optional<String> reader = readerWithoutRestart(metadata);
    if (reader.isPresent()) {
      return new TemplateChange.NotInPlace(reader.get());
    }
    ContainerChanges changes = new ContainerChanges(images, resources, environments);
    return changes.isEmpty()
        ? new TemplateChange.MetadataOnly(metadata)
        : new TemplateChange.InPlace(
            changes,
            Metadata.without(metadata, changes.readMetadata()),
            LaunchOrder.of(from),
            !restarting.isEmpty() || !images.isEmpty() || !environments.isEmpty());
  }

  private Optional<String> obstacle(Change change) {
    List<String> path = change.path();
    if (!path.isEmpty() && path.getFirst().equals("metadata")) {
      return Optional.empty();
    }
    boolean image =
        path.size() == 4
            && path.get(0).equals("spec")
            && path.get(1).equals("containers")
            && path.get(3).equals("image");
    if (image && change instanceof Change.Replaced(List<String> at, Json before, Json after)) {
      images.put(containerName(at), after.text().orElse(""));
      return Optional.empty();
    }
    if (ResourceChange.isAmount(path) && change instanceof Change.Replaced) {
      return means.resize()
          ? resize(path)
          : Optional.of(
              String.join(".", path)
                  + " changed, which a running pod follows only with the feature gate"
                  + " InPlaceWorkloadVerticalScaling and a server that serves pods/resize");
    }
    return Optional.of(String.join(".", path) + " changed, which a running pod cannot follow");
  }

  private Optional<String> resize(List<String> path) {
    Json container = container(from, path);
    resources.put(containerName(path), container(to, path).object("resources"));
    if (ResourceChange.restarts(container, path.getLast())) {
      restarting.add(containerName(path));
    }
    return Optional.empty();
  }

  private String containerName(List<String> path) {
    return container(from, path).text("name").orElse("");
  }

  private static Json container(Json.Obj template, List<String> path) {
    return template.items("spec", "containers").get(Integer.parseInt(path.get(2)));
  }

  private Json.Obj metadataPatch() {
    Json.Obj patch = Json.Obj.EMPTY;
    for (String part : List.of("labels", "annotations")) {
      Json.Obj changes =
          JsonMerge.between(from.object("metadata", part), to.object("metadata", part));
      if (!changes.fields().isEmpty()) {
        patch = patch.with(part, changes);
      }
    }
    return patch;
  }

  private Optional<String> readerWithoutRestart(Json.Obj metadata) {
    for (Json container : from.items("spec", "containers")) {
      Optional<String> obstacle = changeEnvironment(container, metadata);
      if (obstacle.isPresent()) {
        return obstacle;
      }
    }
    return from.items("spec", "initContainers").stream()
        .filter(init -> init.text("restartPolicy").equals(Optional.of("Always")))
        .flatMap(init -> readers(init, metadata).stream().limit(1).map(v -> stays(init, v)))
        .findFirst();
  }

  private Optional<String> changeEnvironment(Json container, Json.Obj metadata) {
    String name = container.text("name").orElse("");
    for (Json variable : readers(container, metadata)) {
      Reference read = Reference.of(variable).orElseThrow();
      Json value = metadata.at(read.part, read.key).orElseThrow();
      boolean agentRestarts = means.agent() && !(value instanceof Json.Null);
      if (!images.containsKey(name) && !agentRestarts) {
        return Optional.of(stays(container, variable));
      }
      if (means.agent()) {
        Json.Obj part = Json.Obj.EMPTY.with(read.key, value);
        environments.merge(name, Json.Obj.EMPTY.with(read.part, part), Metadata::merged);
      }
    }
    return Optional.empty();
  }

  private static String stays(Json container, Json variable) {
    return "container %s reads changed metadata through its variable %s and its image stays"
        .formatted(container.text("name").orElse(""), variable.text("name").orElse(""));
  }

  private static List<Json> readers(Json container, Json.Obj metadata) {
    return container.items("env").stream()
        .filter(
            variable ->
                Reference.of(variable)
                    .filter(read -> metadata.at(read.part, read.key).isPresent())
                    .isPresent())
        .toList();
  }

  /** A label or annotation that a variable is filled with. */
  private record Reference(String part, String key) {
    static Optional<Reference> of(Json variable) {
      Matcher path =
          REFERENCE.matcher(variable.text("valueFrom", "fieldRef", "fieldPath").orElse(""));
      return path.matches() && !OWN_VARIABLES.contains(variable.text("name").orElse(""))
          ? Optional.of(new Reference(path.group(1), path.group(2)))
          : Optional.empty();
    }
  }
}
