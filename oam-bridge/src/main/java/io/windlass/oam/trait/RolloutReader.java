package io.windlass.oam.trait;

import io.windlass.core.model.Json;
import io.windlass.oam.document.Node;
import java.util.Optional;

/** Reads how a new version replaces the old one, in the words of a CloneSet's update strategy. */
record RolloutReader(Node properties) {
  private static final String[] SHARES = {"partition", "maxUnavailable", "maxSurge"};
  private static final String[] TYPES = {
    "ReCreate", "InPlaceIfPossible", "InPlaceOnly", "OnDelete"
  };
  private static final String[] FIELDS = {
    "partition",
    "maxUnavailable",
    "maxSurge",
    "paused",
    "updateStrategy",
    "gracePeriodSeconds",
    "priority",
    "scatter",
    "batches",
    "batch",
    "replica",
    "workloadRef"
  };

  Trait read() {
    properties.only(FIELDS);
    if (properties.has("batches")) {
      properties.errorAt(
          "batches", "NotOffered", "steps are taken by lowering partition, one edit for each");
    }
    Json.Obj strategy = Json.Obj.EMPTY;
    for (String field : SHARES) {
      strategy = set(strategy, field, DisruptionBudget.share(properties, field));
    }
    strategy = set(strategy, "paused", properties.flag("paused").map(Json::of));
    strategy = set(strategy, "type", properties.word("updateStrategy", TYPES).map(Json::of));
    strategy = set(strategy, "inPlaceUpdateStrategy", grace());
    strategy = set(strategy, "priorityStrategy", properties.raw("priority"));
    strategy = set(strategy, "scatterStrategy", properties.raw("scatter"));
    if (!properties.has("maxUnavailable")) {
      strategy = set(strategy, "maxUnavailable", batch());
    }
    return new Rollout(strategy, properties.whole("replica", 0, Integer.MAX_VALUE), properties);
  }

  private static Json.Obj set(Json.Obj strategy, String field, Optional<? extends Json> value) {
    return value.isPresent() ? strategy.with(field, value.get()) : strategy;
  }

  private Optional<Json> grace() {
    return properties
        .whole("gracePeriodSeconds", 0, 86_400)
        .map(seconds -> Json.Obj.EMPTY.with("gracePeriodSeconds", Json.of(seconds)));
  }

  /** So many equal parts, one after the other, is that share of the pods at a time. */
  private Optional<Json> batch() {
    return properties.whole("batch", 1, 100).map(parts -> Json.of(Math.ceilDiv(100, parts) + "%"));
  }
}
