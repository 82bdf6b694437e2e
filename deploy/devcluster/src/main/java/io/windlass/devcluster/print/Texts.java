package io.windlass.devcluster.print;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.select.SelectorText;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Parts of objects as cells show them. Stateless. */
final class Texts {
  private static final int SHOWN = 3;

  private Texts() {}

  /** Labels in order, {@code <none>} if there are none. */
  static String labels(JsonNode labels) {
    TreeMap<String, String> sorted = new TreeMap<>();
    labels.properties().forEach(e -> sorted.put(e.getKey(), e.getValue().asText()));
    String text =
        sorted.entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue())
            .collect(Collectors.joining(","));
    return text.isEmpty() ? "<none>" : text;
  }

  static String selector(JsonNode selector) {
    String text = selectorOrEmpty(selector);
    return text.isEmpty() ? "<none>" : text;
  }

  static String selectorOrEmpty(JsonNode selector) {
    return SelectorText.of(selector);
  }

  /** One field of each element. */
  static String each(JsonNode list, String field) {
    return list.valueStream()
        .map(element -> element.path(field).asText())
        .collect(Collectors.joining(","));
  }

  /** The first three, and how many more there are. */
  static String firstOf(List<String> all, String none) {
    if (all.isEmpty()) {
      return none;
    }
    String shown = String.join(",", all.subList(0, Math.min(SHOWN, all.size())));
    return all.size() > SHOWN ? "%s + %d more...".formatted(shown, all.size() - SHOWN) : shown;
  }

  /** Access modes of volumes and claims, in short. */
  static String accessModes(JsonNode modes) {
    List<String> stated = modes.valueStream().map(JsonNode::asText).toList();
    return List.of("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod").stream()
        .filter(stated::contains)
        .map(Texts::shortMode)
        .collect(Collectors.joining(","));
  }

  private static String shortMode(String mode) {
    return switch (mode) {
      case "ReadWriteOnce" -> "RWO";
      case "ReadOnlyMany" -> "ROX";
      case "ReadWriteMany" -> "RWX";
      default -> "RWOP";
    };
  }
}
