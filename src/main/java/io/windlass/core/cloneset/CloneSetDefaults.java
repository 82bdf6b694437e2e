package io.windlass.core.cloneset;

import io.windlass.core.lifecycle.Hooks;
import io.windlass.core.model.IntOrPercent;
import io.windlass.core.model.Json;
import io.windlass.core.model.Selector;
import io.windlass.core.order.UpdateOrder;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The defaults of OpenKruise 1.9. They are in the CRD's schema as well; here they serve objects
 * that were stored before it, and explicit nulls. Stateless.
 */
public final class CloneSetDefaults {
  static final int REPLICAS = 1;
  static final int HISTORY_LIMIT = 10;
  static final IntOrPercent PARTITION = new IntOrPercent.Count(0);
  static final IntOrPercent MAX_SURGE = new IntOrPercent.Count(0);
  static final IntOrPercent MAX_UNAVAILABLE = new IntOrPercent.Percent(BigDecimal.valueOf(20));

  private CloneSetDefaults() {}

  /**
   * Reads a spec. A field that cannot be read counts as not set: {@code CloneSetValidator} says
   * whether anything may be done with the result.
   */
  static CloneSetSpec fill(Json.Obj spec) {
    Json.Obj strategy = spec.object("updateStrategy");
    return new CloneSetSpec(
        number(spec, "replicas").orElse(REPLICAS),
        Selector.read(spec.object("selector"), "spec.selector", new ArrayList<>()),
        TemplateDocument.tidy(spec.object("template")),
        new CloneSetSpec.Scale(
            texts(spec.items("scaleStrategy", "podsToDelete")),
            spec.at("scaleStrategy", "maxUnavailable").flatMap(IntOrPercent::of),
            !spec.bool("scaleStrategy", "disablePVCReuse").orElse(false),
            spec.bool("scaleStrategy", "excludePreparingDelete").orElse(false)),
        new CloneSetSpec.Update(
            strategy.text("type").flatMap(UpdateType::of).orElse(UpdateType.RECREATE),
            strategy.at("partition").flatMap(IntOrPercent::of).orElse(PARTITION),
            strategy.at("maxUnavailable").flatMap(IntOrPercent::of).orElse(MAX_UNAVAILABLE),
            strategy.at("maxSurge").flatMap(IntOrPercent::of).orElse(MAX_SURGE),
            strategy.bool("paused").orElse(false),
            UpdateOrder.read(strategy),
            Duration.ofSeconds(
                number(strategy.object("inPlaceUpdateStrategy"), "gracePeriodSeconds").orElse(0))),
        Hooks.read(spec.object("lifecycle")),
        number(spec, "revisionHistoryLimit").orElse(HISTORY_LIMIT),
        Duration.ofSeconds(number(spec, "minReadySeconds").orElse(0)),
        number(spec, "progressDeadlineSeconds")
            .filter(seconds -> seconds != Integer.MAX_VALUE)
            .map(Duration::ofSeconds));
  }

  private static Set<String> texts(List<Json> items) {
    return items.stream().flatMap(item -> item.text().stream()).collect(Collectors.toSet());
  }

  private static Optional<Integer> number(Json.Obj spec, String field) {
    return spec.number(field).filter(n -> n >= 0 && n <= Integer.MAX_VALUE).map(n -> n.intValue());
  }
}
