package io.windlass.core.sidecarset;

import io.windlass.core.model.Json;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Variables that a sidecar takes over from a container of the app.
 *
 * @param container of the app; only used without {@code containerFrom}
 * @param containerFrom the label or annotation of the pod that names the container
 * @param names of the variables, in the order of their names
 */
public record TransferEnv(String container, Optional<PodField> containerFrom, List<String> names) {
  public TransferEnv {
    names = List.copyOf(names);
  }

  static TransferEnv read(Json json) {
    NavigableSet<String> names = new TreeSet<>();
    json.text("envName").filter(name -> !name.isEmpty()).ifPresent(names::add);
    json.items("envNames").forEach(name -> name.text().ifPresent(names::add));
    return new TransferEnv(
        json.text("sourceContainerName").orElse(""),
        json.at("sourceContainerNameFrom", "fieldRef")
            .filter(ref -> ref instanceof Json.Obj)
            .map(ref -> PodField.read(ref.text("fieldPath").orElse(""))),
        List.copyOf(names));
  }

  /** What a field path of the downward API says of a pod's metadata. */
  public record PodField(Kind kind, String key) {
    /** Where the value is. */
    public enum Kind {
      LABEL,
      ANNOTATION,
      /** Nowhere: OpenKruise knows no other field. */
      UNSUPPORTED
    }

    /** Reads {@code metadata.labels['key']} or {@code metadata.annotations['key']}. */
    public static PodField read(String path) {
      for (Kind kind : List.of(Kind.LABEL, Kind.ANNOTATION)) {
        String start = kind == Kind.LABEL ? "metadata.labels['" : "metadata.annotations['";
        if (path.startsWith(start) && path.endsWith("']") && path.length() >= start.length() + 2) {
          return new PodField(kind, path.substring(start.length(), path.length() - 2));
        }
      }
      return new PodField(Kind.UNSUPPORTED, path);
    }
  }
}
