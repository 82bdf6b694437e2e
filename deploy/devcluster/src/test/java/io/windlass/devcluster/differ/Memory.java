package io.windlass.devcluster.differ;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.Documents;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one side has answered in a lane so far, as far as later requests refer to it: {@code {run}}
 * is the prefix of the run's names, {@code {uid:NAME}}, {@code {rv:NAME}} and {@code {old:NAME}}
 * the uid, the last and the first version of an object, {@code {list}} and {@code {continue}} of
 * the last list, {@code {start}} of the first, {@code {last}} the name in the last answer. Used by
 * one thread.
 */
final class Memory {
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\{(run|list|start|continue|last|(?:uid|rv|old):[^}\"]*)}");
  private static final String NO_UID = "00000000-0000-0000-0000-000000000000";

  private final String run;
  private final String kind;
  private final boolean raced;
  private final Map<String, ObjectNode> objects = new HashMap<>();
  private final Map<String, String> versions = new HashMap<>();
  private final Map<String, String> firstVersions = new HashMap<>();
  private final Map<String, String> uids = new HashMap<>();
  private final Map<String, String> lists = new HashMap<>();

  /**
   * Nothing yet.
   *
   * @param raced whether others write the objects, too, so that no version is known to be the last
   */
  Memory(String run, String kind, boolean raced) {
    this.run = run;
    this.kind = kind;
    this.raced = raced;
  }

  String run() {
    return run;
  }

  String fill(String text) {
    Matcher matcher = PLACEHOLDER.matcher(text);
    return matcher.replaceAll(found -> Matcher.quoteReplacement(value(found.group(1))));
  }

  private String value(String placeholder) {
    int colon = placeholder.indexOf(':');
    String name = fill(placeholder.substring(colon + 1).replace("*", "{run}"));
    return switch (placeholder.substring(0, Math.max(colon, 0))) {
      case "uid" -> uids.getOrDefault(name, NO_UID);
      case "rv" -> raced ? "1" : versions.getOrDefault(name, "1");
      case "old" -> raced ? "1" : firstVersions.getOrDefault(name, "1");
      default -> placeholder.equals("run") ? run : lists.getOrDefault(placeholder, "");
    };
  }

  /** The object as it was last seen; an empty one if it never was. */
  ObjectNode object(String name) {
    ObjectNode object = objects.getOrDefault(name, Documents.object()).deepCopy();
    if (raced && object.has("metadata")) {
      Documents.metadata(object).remove("resourceVersion");
    }
    return object;
  }

  /** Forgets an object that has been removed from both sides. */
  void forget(String name) {
    objects.remove(name);
    uids.remove(name);
    versions.remove(name);
    firstVersions.remove(name);
  }

  void note(ObjectNode answer) {
    JsonNode metadata = answer.path("metadata");
    lists.put("last", metadata.path("name").asText("none"));
    if (answer.path("kind").asText().endsWith("List")) {
      String version = metadata.path("resourceVersion").asText();
      lists.put("list", version);
      lists.putIfAbsent("start", version);
      lists.put("continue", metadata.path("continue").asText());
      Documents.objects(answer.path("items")).forEach(this::noteVersions);
    } else if (metadata.has("uid")) {
      noteVersions(answer);
      if (answer.path("kind").asText().equals(kind)) {
        objects.put(metadata.path("name").asText(), answer.deepCopy());
      }
    }
  }

  private void noteVersions(ObjectNode object) {
    JsonNode metadata = object.path("metadata");
    String name = metadata.path("name").asText();
    String version = metadata.path("resourceVersion").asText("1");
    uids.put(name, metadata.path("uid").asText());
    versions.put(name, version);
    firstVersions.putIfAbsent(name, version);
  }
}
