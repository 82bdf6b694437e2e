package io.windlass.devcluster.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.rest.Admission.Request;
import java.util.function.Supplier;

/** The {@code matchConditions} of one webhook. Immutable. */
record MatchConditions(boolean failOpen) {
  static MatchConditions of(JsonNode conditions, boolean failOpen) {
    return new MatchConditions(failOpen);
  }

  boolean hold(Request request, Supplier<ObjectNode> question) {
    return true;
  }
}
