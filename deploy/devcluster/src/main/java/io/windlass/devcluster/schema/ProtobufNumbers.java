package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/**
 * The numbers of the fields of each message, as {@code record-schemas} read them from the tags of
 * the Go types. Immutable; a look-up costs O(1).
 */
final class ProtobufNumbers {
  private final Map<String, Map<Integer, Member>> byMessage = new HashMap<>();

  /**
   * A numbered field of a message.
   *
   * @param name the field's name in JSON; for a message that JSON writes in line, that message
   */
  record Member(String name, boolean inline) {}

  ProtobufNumbers(JsonNode recorded) {
    recorded.properties().forEach(e -> byMessage.put(e.getKey(), members(e.getValue())));
  }

  private static Map<Integer, Member> members(JsonNode numbers) {
    Map<Integer, Member> members = new HashMap<>();
    for (Map.Entry<String, JsonNode> e : numbers.properties()) {
      boolean inline = e.getKey().startsWith("+");
      String name = inline ? e.getKey().substring(1) : e.getKey();
      members.put(e.getValue().asInt(), new Member(name, inline));
    }
    return Map.copyOf(members);
  }

  /** The fields of a message by number; none for a message that is not known. */
  Map<Integer, Member> of(String message) {
    return byMessage.getOrDefault(message, Map.of());
  }
}
