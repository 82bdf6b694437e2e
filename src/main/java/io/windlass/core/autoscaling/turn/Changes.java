package io.windlass.core.autoscaling.turn;

import io.windlass.core.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the conditions worth an Event: those that turned bad. Stateless. */
public final class Changes {
  /** What each should be. */
  private static final Map<String, String> GOOD =
      Map.of(
          "Valid", "True",
          "AbleToScale", "True",
          "ScalingActive", "True",
          "Conflicted", "False",
          "ExternalWriter", "False",
          "BoundsConflict", "False");

  private Changes() {}

  /** A condition that turned bad. */
  public record Change(String type, String reason, String message) {}

  /** Those that are bad now and were not, or were for another reason. */
  public static List<Change> between(Json.Obj before, Json.Obj after) {
    List<Change> changes = new ArrayList<>();
    for (Json condition : after.items("conditions")) {
      String type = condition.text("type").orElse("");
      boolean isBad =
          Optional.ofNullable(GOOD.get(type))
              .filter(good -> condition.text("status").filter(good::equals).isEmpty())
              .isPresent();
      if (isBad && !isKnown(before, condition)) {
        changes.add(
            new Change(type, reason(type, condition), condition.text("message").orElse("")));
      }
    }
    return changes;
  }

  /** Where the reason is one word of many, the type says more. */
  private static String reason(String type, Json condition) {
    return switch (type) {
      case "Valid" -> "Invalid";
      case "ExternalWriter", "BoundsConflict" -> type;
      default -> condition.text("reason").orElse(type);
    };
  }

  private static boolean isKnown(Json.Obj before, Json condition) {
    return before.items("conditions").stream()
        .anyMatch(
            it ->
                it.text("type").equals(condition.text("type"))
                    && it.text("status").equals(condition.text("status"))
                    && it.text("reason").equals(condition.text("reason")));
  }
}
