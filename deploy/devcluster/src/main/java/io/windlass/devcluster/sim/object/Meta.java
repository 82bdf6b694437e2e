package io.windlass.devcluster.sim.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the simulation reads of an object's metadata.
 *
 * @param version the resourceVersion as a number, 0 if there is none
 * @param deleted the moment by which the object is to be gone, if it is being deleted
 */
public record Meta(Key key, String uid, long version, Optional<Instant> deleted) {
  /** Where an object is found; the namespace is empty for cluster-scoped types. */
  public record Key(String namespace, String name) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byNamespace = namespace.compareTo(other.namespace);
      return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
    }

    @Override
    public String toString() {
      return namespace.isEmpty() ? name : namespace + "/" + name;
    }
  }

  /** Reads it from an object. */
  public static Meta of(ObjectNode object) {
    JsonNode meta = object.path("metadata");
    return new Meta(
        new Key(meta.path("namespace").asText(), meta.path("name").asText()),
        meta.path("uid").asText(),
        meta.path("resourceVersion").asLong(),
        moment(meta.path("deletionTimestamp")));
  }

  /** The annotations of an object. */
  public static Map<String, String> annotations(ObjectNode object) {
    return strings(object.path("metadata").path("annotations"));
  }

  /** The labels of an object. */
  public static Map<String, String> labels(ObjectNode object) {
    return strings(object.path("metadata").path("labels"));
  }

  /** A JSON object of strings as a map, in its order. */
  public static Map<String, String> strings(JsonNode object) {
    Map<String, String> map = new LinkedHashMap<>();
    object.properties().forEach(e -> map.put(e.getKey(), e.getValue().asText()));
    return map;
  }

  /** A timestamp of the API; empty if there is none. */
  public static Optional<Instant> moment(JsonNode timestamp) {
    return timestamp.isTextual()
        ? Optional.of(Instant.parse(timestamp.asText()))
        : Optional.empty();
  }
}
