package io.windlass.devcluster.sim.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.sim.object.Meta;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/** Pods out of the templates of their owners, and what templates are told apart by. Stateless. */
public final class PodTemplates {
  private static final String SAFE = "bcdfghjklmnpqrstvwxz2456789";
  private static final int FNV_OFFSET = 0x811c9dc5;
  private static final int FNV_PRIME = 0x01000193;

  private PodTemplates() {}

  /** A new pod of an owner, without a name. */
  public static ObjectNode pod(ObjectNode owner, JsonNode template) {
    ObjectNode pod = JsonNodeFactory.instance.objectNode();
    pod.put("apiVersion", "v1").put("kind", "Pod");
    ObjectNode meta = pod.putObject("metadata");
    meta.put("namespace", Meta.of(owner).key().namespace());
    for (String field : new String[] {"labels", "annotations", "finalizers"}) {
      JsonNode given = template.path("metadata").path(field);
      if (!given.isEmpty()) {
        meta.set(field, given.deepCopy());
      }
    }
    meta.putArray("ownerReferences").add(Controlling.reference(owner));
    pod.set("spec", template.path("spec").deepCopy());
    return pod;
  }

  /**
   * A short name for a document: the same for documents that say the same, in whichever order.
   *
   * @param collisions {@code status.collisionCount}: another name for each time that one was taken
   */
  public static String hash(JsonNode document, int collisions) {
    StringBuilder text = new StringBuilder();
    canonical(document, text);
    if (collisions > 0) {
      text.append('#').append(collisions);
    }
    int hash = FNV_OFFSET;
    for (byte b : text.toString().getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    StringBuilder safe = new StringBuilder();
    for (char digit : Integer.toUnsignedString(hash).toCharArray()) {
      safe.append(SAFE.charAt(digit % SAFE.length()));
    }
    return safe.toString();
  }

  private static void canonical(JsonNode node, StringBuilder text) {
    if (node.isObject()) {
      TreeMap<String, JsonNode> sorted = new TreeMap<>();
      node.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
      text.append('{');
      sorted.forEach(
          (name, value) -> {
            text.append(name).append(':');
            canonical(value, text);
            text.append(',');
          });
      text.append('}');
    } else if (node.isArray()) {
      text.append('[');
      node.forEach(
          element -> {
            canonical(element, text);
            text.append(',');
          });
      text.append(']');
    } else {
      text.append(node);
    }
  }
}
