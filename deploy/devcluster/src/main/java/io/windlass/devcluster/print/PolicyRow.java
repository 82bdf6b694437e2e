package io.windlass.devcluster.print;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The cells of roles and bindings. Stateless. */
final class PolicyRow {
  private PolicyRow() {}

  static void role(JsonNode role, Cells cells) {
    cells.name().at("/metadata/creationTimestamp");
  }

  static void binding(JsonNode binding, Cells cells) {
    JsonNode ref = binding.path("roleRef");
    cells.name().text(ref.path("kind").asText() + "/" + ref.path("name").asText()).age();
    cells.text(subjects(binding, "User", PolicyRow::name));
    cells.text(subjects(binding, "Group", PolicyRow::name));
    cells.text(
        subjects(
            binding,
            "ServiceAccount",
            s -> s.path("namespace").asText() + "/" + PolicyRow.name(s)));
  }

  private static String name(JsonNode subject) {
    return subject.path("name").asText();
  }

  private static String subjects(JsonNode binding, String kind, Function<JsonNode, String> words) {
    return binding
        .path("subjects")
        .valueStream()
        .filter(subject -> subject.path("kind").asText().equals(kind))
        .map(words)
        .collect(Collectors.joining(", "));
  }
}
