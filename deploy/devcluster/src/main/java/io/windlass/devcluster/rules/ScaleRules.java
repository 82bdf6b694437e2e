package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.schema.Faults;
import io.windlass.devcluster.schema.GoText;
import java.util.ArrayList;
import java.util.List;

/** The replica counts that a custom resource's scale subresource names. Stateless. */
public final class ScaleRules {
  private ScaleRules() {}

  /**
   * The faults of the counts at these places, for example {@code [spec, replicas]}; an empty place
   * is none.
   */
  public static List<Cause> validate(ObjectNode object, List<List<String>> places) {
    List<Cause> faults = new ArrayList<>();
    places.stream().filter(place -> !place.isEmpty()).forEach(p -> count(object, p, faults));
    return faults;
  }

  private static void count(ObjectNode object, List<String> place, List<Cause> faults) {
    String path = "." + String.join(".", place);
    JsonNode at = object;
    for (String field : place) {
      if (!at.isObject()) {
        faults.add(unreadable(path, at, "map[string]interface{}"));
        return;
      }
      at = at.path(field);
      if (at.isMissingNode()) {
        return;
      }
    }
    if (!at.isIntegralNumber()) {
      faults.add(unreadable(path, at, "int64"));
    } else if (at.asLong() < 0) {
      faults.add(Faults.invalid(path, at, "should be a non-negative integer"));
    } else if (at.asLong() > Integer.MAX_VALUE) {
      faults.add(Faults.invalid(path, at, "should be less than or equal to 2147483647"));
    }
  }

  private static Cause unreadable(String path, JsonNode value, String expected) {
    String detail =
        "%s accessor error: %s is of the type %s, expected %s"
            .formatted(path, GoText.of(value), GoText.type(value), expected);
    return Faults.invalid(path, IntNode.valueOf(0), detail);
  }
}
