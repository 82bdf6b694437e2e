package io.windlass.core.cloneset;

import io.windlass.core.model.IntOrPercent;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.Selector;
import io.windlass.core.model.Violation;
import io.windlass.core.order.UpdateOrderRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds everything that is wrong with a CloneSet, also what the CRD's schema should have refused:
 * objects can be older than the schema. Stateless.
 */
public final class CloneSetValidator {
  private CloneSetValidator() {}

  /** All faults with their paths; none if the CloneSet can be obeyed. */
  public static List<Violation> violations(CloneSetView cloneSet) {
    Faults faults = new Faults();
    Json.Obj spec = cloneSet.spec();
    for (String field :
        List.of("replicas", "minReadySeconds", "revisionHistoryLimit", "progressDeadlineSeconds")) {
      checkNumber(spec, field, faults);
    }
    checkDeadline(spec, faults);
    checkSelector(spec, faults);
    checkStrategy(spec, faults);
    checkAmount(spec.object("scaleStrategy"), "spec.scaleStrategy.", "maxUnavailable", faults);
    CombinationRules.check(cloneSet.meta(), spec, faults);
    faults.addAll(UpdateOrderRules.violations(spec.object("updateStrategy")));
    TemplateValidator.check(spec, faults);
    ClaimTemplateValidator.check(spec, faults);
    UnsupportedFields.check(spec, faults);
    return faults.found();
  }

  private static void checkNumber(Json.Obj spec, String field, Faults faults) {
    given(spec, field)
        .ifPresent(
            json -> {
              long number = json.number().orElse(-1L);
              faults.check(
                  number >= 0 && number <= Integer.MAX_VALUE,
                  "spec." + field,
                  JsonText.canonical(json) + " is not a whole number from 0 to 2147483647");
            });
  }

  private static void checkDeadline(Json.Obj spec, Faults faults) {
    long minReady = spec.number("minReadySeconds").orElse(0L);
    spec.number("progressDeadlineSeconds")
        .filter(deadline -> deadline >= 0 && deadline <= minReady && deadline != Integer.MAX_VALUE)
        .ifPresent(
            deadline ->
                faults.add(
                    "spec.progressDeadlineSeconds",
                    deadline + " is not greater than minReadySeconds, " + minReady));
  }

  private static void checkSelector(Json.Obj spec, Faults faults) {
    String field = "spec.selector";
    List<Violation> unreadable = new ArrayList<>();
    Selector selector = Selector.read(spec.object("selector"), field, unreadable);
    faults.addAll(unreadable);
    if (!unreadable.isEmpty()) {
      return;
    }
    if (selector.isEmpty()) {
      faults.add(field, "required: an empty selector would select every pod");
      return;
    }
    Map<String, String> labels = new HashMap<>();
    spec.object("template", "metadata", "labels")
        .fields()
        .forEach((key, value) -> value.text().ifPresent(text -> labels.put(key, text)));
    faults.check(
        selector.matches(labels),
        "spec.template.metadata.labels",
        "the selector " + selector.text() + " does not match them");
  }

  private static void checkStrategy(Json.Obj spec, Faults faults) {
    Json.Obj strategy = spec.object("updateStrategy");
    String field = "spec.updateStrategy.";
    given(strategy, "type")
        .ifPresent(
            type ->
                faults.check(
                    type.text().flatMap(UpdateType::of).isPresent(),
                    field + "type",
                    JsonText.canonical(type)
                        + " is none of ReCreate, InPlaceIfPossible, InPlaceOnly, OnDelete"));
    given(strategy, "paused")
        .ifPresent(
            paused ->
                faults.check(
                    paused instanceof Json.Bool, field + "paused", "must be true or false"));
    checkAmount(strategy, field, "partition", faults);
    Optional<IntOrPercent> unavailable = checkAmount(strategy, field, "maxUnavailable", faults);
    Optional<IntOrPercent> surge = checkAmount(strategy, field, "maxSurge", faults);
    long replicas = spec.number("replicas").orElse((long) CloneSetDefaults.REPLICAS);
    if (replicas > 0
        && isNothing(unavailable.orElse(CloneSetDefaults.MAX_UNAVAILABLE), replicas)
        && isNothing(surge.orElse(new IntOrPercent.Count(0)), replicas)) {
      faults.add(
          field + "maxUnavailable",
          "maxUnavailable and maxSurge are both less than 1: no pod could ever be updated");
    }
  }

  private static Optional<IntOrPercent> checkAmount(
      Json.Obj strategy, String path, String name, Faults faults) {
    Optional<Json> json = given(strategy, name);
    Optional<IntOrPercent> amount = json.flatMap(IntOrPercent::of);
    String field = path + name;
    if (json.isPresent() && amount.isEmpty()) {
      faults.add(
          field,
          JsonText.canonical(json.get())
              + " is neither a whole number like 5 nor a percentage like \"5%\"");
    }
    amount
        .filter(IntOrPercent::isNegative)
        .ifPresent(
            negative ->
                faults.add(field, JsonText.canonical(json.orElseThrow()) + " is less than 0"));
    return amount;
  }

  private static boolean isNothing(IntOrPercent amount, long replicas) {
    int total = (int) Math.min(replicas, Integer.MAX_VALUE);
    return !amount.isNegative() && amount.roundedUp(total) < 1;
  }

  private static Optional<Json> given(Json.Obj json, String field) {
    return json.get(field).filter(value -> !(value instanceof Json.Null));
  }
}
