package io.windlass.devcluster.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.select.SelectableFields;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One version of one object: its JSON and the few parts of it that selection needs. Immutable, so
 * that it is shared by readers, watches and pages of lists without copies.
 */
public final class Stored {
  private static final byte[] KIND = "{\"kind\":\"".getBytes(StandardCharsets.UTF_8);

  private final ObjectKey key;
  private final long version;
  private final String apiVersion;
  private final String uid;
  private final Map<String, String> labels;
  private final List<String> ownerUids;
  private final List<String> fields;
  private final byte[] json;

  // Weak: whoever is slow parses again, and what nobody looks at costs its bytes only.
  private volatile WeakReference<ObjectNode> shared = new WeakReference<>(null);

  Stored(ObjectNode object, long version, SelectableFields selectable) {
    JsonNode metadata = object.path("metadata");
    this.key = keyOf(object);
    this.version = version;
    this.apiVersion = object.path("apiVersion").asText().intern();
    this.uid = metadata.path("uid").asText();
    this.labels = interned(metadata.path("labels"));
    this.ownerUids = ownerUids(metadata.path("ownerReferences"));
    this.fields = selectable.values(object);
    this.json = Documents.bytes(object);
  }

  static ObjectKey keyOf(ObjectNode object) {
    return new ObjectKey(
        Documents.text(object, "metadata", "namespace").intern(),
        Documents.text(object, "metadata", "name"));
  }

  public ObjectKey key() {
    return key;
  }

  /** The resourceVersion. */
  public long version() {
    return version;
  }

  public String uid() {
    return uid;
  }

  public String apiVersion() {
    return apiVersion;
  }

  public Map<String, String> labels() {
    return labels;
  }

  public List<String> ownerUids() {
    return ownerUids;
  }

  List<String> fields() {
    return fields;
  }

  /** The JSON itself; nobody may change it. */
  byte[] json() {
    return json;
  }

  public int sizeBytes() {
    return json.length;
  }

  /** A tree of the caller's own; a copy of the shared one, which costs less than parsing. */
  public ObjectNode tree() {
    return shared().deepCopy();
  }

  /** A tree for all who only read it; nobody may change it. */
  public ObjectNode shared() {
    ObjectNode recent = shared.get();
    if (recent == null) {
      recent = Documents.parse(json);
      shared = new WeakReference<>(recent);
    }
    return recent;
  }

  /** Writes the JSON as it is. */
  public void writeTo(OutputStream out) throws IOException {
    out.write(json);
  }

  /**
   * Writes the JSON as the item of a list, without the kind and apiVersion that the list states.
   */
  public void writeItemTo(OutputStream out) throws IOException {
    int head = headLength();
    if (head == 0) {
      out.write(json);
    } else {
      out.write('{');
      out.write(json, head, json.length - head);
    }
  }

  /** The length of what states kind and apiVersion, if the JSON starts with these; else 0. */
  private int headLength() {
    if (!startsWith(KIND, 0)) {
      return 0;
    }
    int end = KIND.length;
    while (end < json.length && json[end] != '"') {
      end++;
    }
    byte[] version = ("\",\"apiVersion\":\"" + apiVersion + "\",").getBytes(StandardCharsets.UTF_8);
    return startsWith(version, end) ? end + version.length : 0;
  }

  private boolean startsWith(byte[] text, int at) {
    return at + text.length <= json.length
        && Arrays.equals(json, at, at + text.length, text, 0, text.length);
  }

  private static Map<String, String> interned(JsonNode labels) {
    Map<String, String> copy = HashMap.newHashMap(labels.size());
    labels.properties().forEach(e -> copy.put(e.getKey().intern(), e.getValue().asText().intern()));
    return Map.copyOf(copy);
  }

  private static List<String> ownerUids(JsonNode references) {
    List<String> uids = new ArrayList<>(references.size());
    references.forEach(reference -> uids.add(reference.path("uid").asText().intern()));
    return List.copyOf(uids);
  }
}
