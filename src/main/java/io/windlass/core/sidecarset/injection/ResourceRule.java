package io.windlass.core.sidecarset.injection;

import io.windlass.core.model.Json;
import io.windlass.core.model.Quantity;
import io.windlass.core.sidecarset.ResourcesPolicy;
import io.windlass.core.sidecarset.ResourcesPolicy.Amounts;
import io.windlass.core.sidecarset.expression.Expression;
import io.windlass.core.sidecarset.expression.Expression.Result;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A resources policy whose regular expression and expressions are read. Immutable.
 *
 * @param limits by the name of the resource; those that cannot be read are faults when used
 * @param fault what makes it useless, empty text if nothing does
 */
record ResourceRule(
    Pattern names,
    boolean sums,
    Optional<Map<String, Expression>> limits,
    Optional<Map<String, Expression>> requests,
    String fault) {
  private static final Pattern NOTHING = Pattern.compile("(?!)");

  static ResourceRule of(ResourcesPolicy policy) {
    Reading reading = new Reading(new StringBuilder());
    return new ResourceRule(
        reading.pattern(policy.names()),
        policy.sums(),
        policy.limits().map(reading::expressions),
        policy.requests().map(reading::expressions),
        reading.faults.toString());
  }

  /** Collects faults; used once. */
  private record Reading(StringBuilder faults) {
    Pattern pattern(String regex) {
      try {
        return Pattern.compile(regex);
      } catch (PatternSyntaxException e) {
        fault("\"" + regex + "\" is no regular expression");
        return NOTHING;
      }
    }

    Map<String, Expression> expressions(Amounts amounts) {
      Map<String, Expression> read = new LinkedHashMap<>();
      add("cpu", amounts.cpu(), read);
      add("memory", amounts.memory(), read);
      return read;
    }

    private void add(String resource, String text, Map<String, Expression> read) {
      if (text.isEmpty()) {
        return;
      }
      switch (Expression.read(text, resource)) {
        case Result.Done<Expression>(Expression expression) -> read.put(resource, expression);
        case Result.Faulty<Expression>(String because) -> fault("\"" + text + "\" " + because);
      }
    }

    private void fault(String text) {
      faults.append(faults.isEmpty() ? "" : "; ").append(text);
    }
  }

  /**
   * The resources that follow.
   *
   * @param targets containers of the app, of which only those count whose names match
   */
  Result<Json.Obj> apply(List<Json.Obj> targets) {
    if (!fault.isEmpty()) {
      return new Result.Faulty<>(fault);
    }
    List<Json.Obj> matching =
        targets.stream()
            .filter(c -> MeteredText.isFound(names, c.text("name").orElse("")))
            .toList();
    if (matching.isEmpty()) {
      return new Result.Faulty<>("no container of the pod has a name like " + names.pattern());
    }
    Json.Obj resources = Json.Obj.EMPTY;
    for (String kind : List.of("limits", "requests")) {
      switch (amounts(kind, matching)) {
        case Result.Faulty<Json.Obj> faulty -> {
          return faulty;
        }
        case Result.Done<Json.Obj>(Json.Obj amounts) ->
            resources = amounts.fields().isEmpty() ? resources : resources.with(kind, amounts);
      }
    }
    return new Result.Done<>(resources);
  }

  private Result<Json.Obj> amounts(String kind, List<Json.Obj> targets) {
    boolean isLimit = kind.equals("limits");
    Map<String, Json> amounts = new TreeMap<>();
    Map<String, Expression> wanted = (isLimit ? limits : requests).orElse(Map.of());
    for (Map.Entry<String, Expression> entry : new TreeMap<>(wanted).entrySet()) {
      Optional<Quantity> total =
          isLimit ? limit(entry.getKey(), targets) : Optional.of(request(entry.getKey(), targets));
      Optional<Result<Quantity>> amount = total.map(entry.getValue()::of);
      if (amount.isPresent()) {
        switch (amount.get()) {
          case Result.Done<Quantity>(Quantity quantity) ->
              amounts.put(entry.getKey(), Json.of(inUnits(entry.getKey(), quantity).text()));
          case Result.Faulty<Quantity>(String because) -> {
            return new Result.Faulty<>("\"" + entry.getValue() + "\" " + because);
          }
        }
      }
    }
    return new Result.Done<>(new Json.Obj(amounts));
  }

  // Kubernetes warns of fractions of a byte.
  private static Quantity inUnits(String resource, Quantity quantity) {
    return resource.equals("memory") ? quantity.whole() : quantity;
  }

  /** Empty where one of them has none: together they are unlimited. */
  private Optional<Quantity> limit(String resource, List<Json.Obj> targets) {
    List<Optional<Quantity>> each = targets.stream().map(amount("limits", resource)).toList();
    return each.stream().anyMatch(Optional::isEmpty)
        ? Optional.empty()
        : each.stream().flatMap(Optional::stream).reduce(together());
  }

  private Quantity request(String resource, List<Json.Obj> targets) {
    return targets.stream()
        .map(amount("requests", resource))
        .flatMap(Optional::stream)
        .reduce(together())
        .orElse(Quantity.ZERO);
  }

  private BinaryOperator<Quantity> together() {
    return sums ? Quantity::plus : (one, other) -> other.compareTo(one) > 0 ? other : one;
  }

  private static Function<Json.Obj, Optional<Quantity>> amount(String kind, String resource) {
    return container -> container.at("resources", kind, resource).flatMap(Quantity::of);
  }
}
