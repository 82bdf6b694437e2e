package io.windlass.devcluster.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.cel.Authority;
import io.windlass.devcluster.cel.RequestCondition;
import io.windlass.devcluster.cel.RequestCondition.Answer;
import io.windlass.devcluster.rest.Admission.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The {@code matchConditions} of one webhook. Immutable.
 *
 * @param failOpen what to do about a request of which they cannot be said: to leave it alone, or to
 *     refuse it
 */
record MatchConditions(List<RequestCondition> conditions, boolean failOpen) {
  static MatchConditions of(JsonNode conditions, boolean failOpen) {
    return new MatchConditions(
        conditions
            .valueStream()
            .map(condition -> RequestCondition.of(condition.path("expression").asText()))
            .toList(),
        failOpen);
  }

  /** Whether all are met; a 403 if one cannot be said and none is known to be unmet. */
  boolean hold(Request request, Authority authority, Supplier<ObjectNode> question) {
    if (conditions.isEmpty()) {
      return true;
    }
    JsonNode asked = question.get().path("request");
    List<String> unknown = new ArrayList<>();
    for (RequestCondition condition : conditions) {
      switch (condition.ask(asked, authority)) {
        case Answer.Known known when !known.met() -> {
          return false;
        }
        case Answer.Known _ -> {}
        case Answer.Unknown answer -> unknown.add(answer.why());
      }
    }
    if (!unknown.isEmpty() && !failOpen) {
      String all = unknown.size() == 1 ? unknown.getFirst() : unknown.toString();
      throw ApiException.forbidden(request.served().type(), request.key().name(), all);
    }
    return unknown.isEmpty();
  }
}
