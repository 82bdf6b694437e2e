package io.windlass.core.autoscaling.migrate;

import io.windlass.core.model.Json;
import java.util.List;
import java.util.stream.IntStream;

/** Whether what was asked for is stored, whatever defaults the server added. Stateless. */
final class Within {
  private Within() {}

  static boolean is(Json wanted, Json stored) {
    return switch (wanted) {
      case Json.Obj object ->
          object.fields().entrySet().stream()
              .allMatch(
                  field ->
                      stored.at(field.getKey()).filter(it -> is(field.getValue(), it)).isPresent());
      case Json.Arr(List<Json> items) -> stored instanceof Json.Arr(var there) && is(items, there);
      default -> wanted.equals(stored);
    };
  }

  private static boolean is(List<Json> items, List<Json> there) {
    return items.size() == there.size()
        && IntStream.range(0, items.size()).allMatch(i -> is(items.get(i), there.get(i)));
  }
}
