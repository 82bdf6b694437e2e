package io.windlass.core.inplace;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonMerge;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What containers of a running pod are to get, by the container's name.
 *
 * @param resources each {@code limits} and {@code requests}, whole
 * @param metadata each {@code labels} and {@code annotations} that the container reads into its
 *     environment, and that are to change no sooner than the container starts anew
 */
public record ContainerChanges(
    Map<String, String> images, Map<String, Json.Obj> resources, Map<String, Json.Obj> metadata) {
  /** Nothing. */
  static final ContainerChanges NONE = new ContainerChanges(Map.of(), Map.of(), Map.of());

  public ContainerChanges {
    images = Map.copyOf(images);
    resources = Map.copyOf(resources);
    metadata = Map.copyOf(metadata);
  }

  /** The same with resources in the words of a template. */
  ContainerChanges spelledAs(Json.Obj template) {
    Map<String, Json.Obj> spelled = new HashMap<>(resources);
    for (Json container : template.items("spec", "containers")) {
      spelled.computeIfPresent(
          container.text("name").orElse(""),
          (_, amounts) -> (Json.Obj) JsonMerge.apply(amounts, container.object("resources")));
    }
    return new ContainerChanges(images, spelled, metadata);
  }

  /** Reads them from fields that are named {@code PREFIXImages} and so on. */
  static ContainerChanges read(Json json, String prefix) {
    Map<String, String> images = new HashMap<>();
    json.object(prefix + "Images")
        .fields()
        .forEach((name, image) -> image.text().ifPresent(text -> images.put(name, text)));
    return new ContainerChanges(
        images,
        objects(json.object(prefix + "Resources")),
        objects(json.object(prefix + "RefMetadata")));
  }

  private static Map<String, Json.Obj> objects(Json.Obj json) {
    Map<String, Json.Obj> objects = new HashMap<>();
    json.fields()
        .forEach(
            (name, value) -> {
              if (value instanceof Json.Obj object) {
                objects.put(name, object);
              }
            });
    return objects;
  }

  /** The JSON with such fields, as far as there is something to write. */
  Json.Obj write(Json.Obj json, String prefix) {
    Json.Obj written = json;
    if (!images.isEmpty()) {
      written = written.with(prefix + "Images", Json.ofTexts(images));
    }
    if (!resources.isEmpty()) {
      written = written.with(prefix + "Resources", new Json.Obj(Map.copyOf(resources)));
    }
    return metadata.isEmpty()
        ? written
        : written.with(prefix + "RefMetadata", new Json.Obj(Map.copyOf(metadata)));
  }

  boolean isEmpty() {
    return images.isEmpty() && resources.isEmpty() && metadata.isEmpty();
  }

  /** The containers that get something, in ascending order. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>(images.keySet());
    names.addAll(resources.keySet());
    names.addAll(metadata.keySet());
    return names;
  }

  /** The part of some containers. */
  ContainerChanges only(Set<String> names) {
    return new ContainerChanges(
        kept(images, names, true), kept(resources, names, true), kept(metadata, names, true));
  }

  /** The part of all other containers. */
  ContainerChanges without(Set<String> names) {
    return new ContainerChanges(
        kept(images, names, false), kept(resources, names, false), kept(metadata, names, false));
  }

  /** These and newer ones, which win. */
  ContainerChanges then(ContainerChanges newer) {
    return new ContainerChanges(
        joined(images, newer.images),
        joined(resources, newer.resources),
        joined(metadata, newer.metadata));
  }

  /** Labels or annotations that some of these containers read, as a merge patch. */
  Json.Obj readMetadata() {
    Json.Obj patch = Json.Obj.EMPTY;
    for (Json.Obj part : metadata.values()) {
      patch = Metadata.merged(patch, part);
    }
    return patch;
  }

  /** Whether a container reads one of these labels or annotations. */
  boolean reads(String container, Json.Obj changed) {
    Optional<Json.Obj> own = Optional.ofNullable(metadata.get(container));
    return own.isPresent()
        && own.get().fields().keySet().stream()
            .anyMatch(
                part ->
                    own.get().object(part).fields().keySet().stream()
                        .anyMatch(key -> changed.at(part, key).isPresent()));
  }

  private static <V> Map<String, V> kept(Map<String, V> all, Set<String> names, boolean named) {
    Map<String, V> kept = new HashMap<>(all);
    kept.keySet().removeIf(name -> names.contains(name) != named);
    return kept;
  }

  private static <V> Map<String, V> joined(Map<String, V> older, Map<String, V> newer) {
    Map<String, V> joined = new HashMap<>(older);
    joined.putAll(newer);
    return joined;
  }
}
