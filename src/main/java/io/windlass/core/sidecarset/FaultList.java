package io.windlass.core.sidecarset;

import io.windlass.core.model.Json;
import io.windlass.core.model.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Faults as they are found; used by one thread.
 *
 * @param list grows while they are looked for
 */
public record FaultList(List<Violation> list) {
  public FaultList() {
    this(new ArrayList<>());
  }

  public void add(String field, String message) {
    list.add(new Violation(field, message));
  }

  public void check(boolean holds, String field, String message) {
    if (!holds) {
      add(field, message);
    }
  }

  void addAll(List<Violation> others) {
    list.addAll(others);
  }

  /** A word of a closed list, or none. */
  void checkWord(Json parent, String path, String field, List<String> words) {
    Optional<Json> word = parent.at(field).filter(json -> !(json instanceof Json.Null));
    boolean known = word.flatMap(Json::text).filter(text -> isOneOf(text, words)).isPresent();
    check(
        word.isEmpty() || known,
        path + "." + field,
        "\"%s\" is none of %s"
            .formatted(word.flatMap(Json::text).orElse("?"), String.join(", ", words)));
  }

  private static boolean isOneOf(String text, List<String> words) {
    return text.isEmpty() || words.contains(text);
  }

  public List<Violation> found() {
    return List.copyOf(list);
  }
}
