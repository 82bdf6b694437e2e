package io.windlass.core.inplace;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonDiff;
import io.windlass.core.model.JsonDiff.Change;
import io.windlass.core.model.JsonMerge;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
  private final Map<String, String> images = new TreeMap<>();

  private TemplateComparison(Json.Obj from, Json.Obj to) {
    this.from = from;
    this.to = to;
  }

  /** How pods of the template {@code from} get to {@code to}. */
  static TemplateChange between(Json.Obj from, Json.Obj to) {
    return new TemplateComparison(from, to).compare();
  }

  private TemplateChange compare() {
    for (Change change : JsonDiff.between(from, to)) {
      Optional<String> obstacle = obstacle(change);
      if (obstacle.isPresent()) {
        return new TemplateChange.NotInPlace(obstacle.get());
      }
    }
    Json.Obj metadata = metadataPatch();
    Optional<String> reader = readerWithoutRestart(metadata);
    if (reader.isPresent()) {
      return new TemplateChange.NotInPlace(reader.get());
    }
    return images.isEmpty()
        ? new TemplateChange.MetadataOnly(metadata)
        : new TemplateChange.Images(images, metadata);
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
      String container = containerName(Integer.parseInt(at.get(2)));
      images.put(container, after.text().orElse(""));
      return Optional.empty();
    }
    return Optional.of(String.join(".", path) + " changed, which a running pod cannot follow");
  }

  private String containerName(int index) {
    return from.items("spec", "containers").get(index).text("name").orElse("");
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
    List<Json> containers = new ArrayList<>(from.items("spec", "containers"));
    from.items("spec", "initContainers").stream()
        .filter(init -> init.text("restartPolicy").equals(Optional.of("Always")))
        .forEach(containers::add);
    for (Json container : containers) {
      String name = container.text("name").orElse("");
      if (!images.containsKey(name)) {
        for (Json variable : container.items("env")) {
          if (reads(variable, metadata)) {
            return Optional.of(
                "container %s reads changed metadata through its variable %s and its image stays"
                    .formatted(name, variable.text("name").orElse("")));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean reads(Json variable, Json.Obj metadata) {
    if (OWN_VARIABLES.contains(variable.text("name").orElse(""))) {
      return false;
    }
    String path = variable.text("valueFrom", "fieldRef", "fieldPath").orElse("");
    Matcher reference = REFERENCE.matcher(path);
    return reference.matches() && metadata.at(reference.group(1), reference.group(2)).isPresent();
  }
}
