package io.windlass.oam.status;

import io.windlass.core.model.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares what should be with what is. Stateless. */
public final class Standing {
  private Standing() {}

  /**
   * Whether an object has each wanted field with the wanted value. What the server has added, and
   * what others have, does not count; lists have to be as long as they are wanted.
   */
  public static boolean holds(Json wanted, Json live) {
    return switch (wanted) {
      case Json.Obj object ->
          live instanceof Json.Obj other
              && object.fields().entrySet().stream().allMatch(field -> holds(field, other));
      case Json.Arr(List<Json> items) ->
          live instanceof Json.Arr(List<Json> others) && holds(items, others);
      case Json.Num(var number) ->
          live instanceof Json.Num(var other) && number.compareTo(other) == 0;
      case Json.Text _, Json.Bool _, Json.Null _ -> wanted.equals(live);
    };
  }

  private static boolean holds(Map.Entry<String, Json> field, Json.Obj live) {
    return live.get(field.getKey()).map(it -> holds(field.getValue(), it)).orElse(false);
  }

  private static boolean holds(List<Json> items, List<Json> others) {
    if (items.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < items.size(); i++) {
      if (!holds(items.get(i), others.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether a manager has applied the field at a path, by the object's managed fields. */
  public static boolean manages(Json.Obj live, String manager, List<String> path) {
    String[] steps = path.stream().map(step -> "f:" + step).toArray(String[]::new);
    return live.items("metadata", "managedFields").stream()
        .filter(entry -> entry.text("manager").equals(Optional.of(manager)))
        .filter(entry -> entry.text("operation").equals(Optional.of("Apply")))
        .anyMatch(entry -> entry.object("fieldsV1").at(steps).isPresent());
  }
}
