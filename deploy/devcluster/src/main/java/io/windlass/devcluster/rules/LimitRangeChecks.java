package io.windlass.devcluster.rules;

import io.windlass.devcluster.schema.Faults;
import io.windlass.devcluster.schema.Quantity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What LimitRanges must be. Stateless.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/policy/limit-range/">Limit ranges</a>
 */
final class LimitRangeChecks {
  private static final List<String> BOUNDS = List.of("max", "min", "maxLimitRequestRatio");
  private static final List<String> DEFAULTS = List.of("default", "defaultRequest");
  private static final List<List<String>> ORDER =
      List.of(
          List.of("min", "max", "min"),
          List.of("min", "defaultRequest", "defaultRequest"),
          List.of("defaultRequest", "max", "defaultRequest"),
          List.of("defaultRequest", "default", "defaultRequest"),
          List.of("min", "default", "default"),
          List.of("default", "max", "default"));

  private LimitRangeChecks() {}

  static void spec(At spec, FaultList faults) {
    Set<String> types = new HashSet<>();
    for (At limit : spec.field("limits").elements()) {
      type(limit, faults);
      if (!types.add(limit.field("type").text())) {
        faults.add(Faults.duplicate(limit.field("type").path(), limit.field("type").value()));
      }
      limit(limit, faults);
    }
  }

  private static void type(At limit, FaultList faults) {
    At type = limit.field("type");
    List<String> messages = Names.qualified(type.text());
    messages.forEach(why -> faults.invalid(type, type.text(), why));
    boolean standard = List.of("Pod", "Container", "PersistentVolumeClaim").contains(type.text());
    if (messages.isEmpty() && !standard && !type.text().contains("/")) {
      faults.invalid(type, type.text(), "must be a standard limit type or fully qualified");
    }
  }

  private static void limit(At limit, FaultList faults) {
    boolean pod = limit.field("type").text().equals("Pod");
    Set<String> names = new TreeSet<>();
    BOUNDS.forEach(field -> names.addAll(named(limit, field, faults)));
    for (String field : DEFAULTS) {
      if (!pod) {
        names.addAll(named(limit, field, faults));
      } else if (!limit.field(field).value().isEmpty()) {
        faults.forbidden(limit.field(field), "may not be specified when `type` is 'Pod'");
      }
    }
    claim(limit, faults);
    for (String name : names) {
      order(limit, name, pod ? ORDER.subList(0, 1) : ORDER, faults);
      ratio(limit, name, faults);
      exact(limit, name, pod, faults);
    }
  }

  private static List<String> named(At limit, String field, FaultList faults) {
    At amounts = limit.field(field);
    boolean contained = List.of("Pod", "Container").contains(limit.field("type").text());
    for (String name : amounts.keys()) {
      if (contained) {
        ResourceNames.ofContainers(amounts.key(name), name, faults);
      } else {
        ResourceNames.known(amounts.key(name), name, faults);
      }
    }
    return amounts.keys();
  }

  private static void claim(At limit, FaultList faults) {
    if (limit.field("type").text().equals("PersistentVolumeClaim")
        && limit.field("min").field("storage").value().isMissingNode()
        && limit.field("max").field("storage").value().isMissingNode()) {
      faults.required(
          limit.field("limits"),
          "either minimum or maximum storage value is required, but neither was provided");
    }
  }

  // Of each two amounts the first may not be more than the second; the third is blamed.
  private static void order(At limit, String name, List<List<String>> rules, FaultList faults) {
    for (List<String> rule : rules) {
      Optional<Quantity> less = amount(limit, rule.get(0), name);
      Optional<Quantity> more = amount(limit, rule.get(1), name);
      if (less.isPresent() && more.isPresent() && less.get().compareTo(more.get()) > 0) {
        faults.invalid(
            limit.field(rule.get(2)).key(name),
            "%s value is greater than %s value".formatted(rule.get(0), rule.get(1)));
      }
    }
  }

  private static void ratio(At limit, String name, FaultList faults) {
    Optional<BigDecimal> ratio = amount(limit, "maxLimitRequestRatio", name).map(Quantity::amount);
    if (ratio.isEmpty()) {
      return;
    }
    At at = limit.field("maxLimitRequestRatio").key(name);
    if (ratio.get().compareTo(BigDecimal.ONE) < 0) {
      faults.invalid(at, "ratio is less than 1");
    }
    Optional<BigDecimal> min = amount(limit, "min", name).map(Quantity::amount);
    Optional<BigDecimal> max = amount(limit, "max", name).map(Quantity::amount);
    if (min.isPresent() && max.isPresent() && min.get().signum() > 0) {
      BigDecimal most = max.get().divide(min.get(), MathContext.DECIMAL64);
      if (ratio.get().compareTo(most) > 0) {
        faults.invalid(at, "ratio is greater than max/min = " + most);
      }
    }
  }

  // What is not overcommitted is requested as it is limited.
  private static void exact(At limit, String name, boolean pod, FaultList faults) {
    Optional<Quantity> limited = amount(limit, "default", name);
    Optional<Quantity> requested = amount(limit, "defaultRequest", name);
    boolean differ =
        limited.isPresent()
            && requested.isPresent()
            && limited.get().compareTo(requested.get()) != 0;
    if (!pod && differ && !ResourceNames.isOvercommitted(name)) {
      faults.invalid(
          limit.field("defaultRequest").key(name),
          "default value must equal to defaultRequest value in " + name);
    }
  }

  private static Optional<Quantity> amount(At limit, String field, String name) {
    return Quantity.of(limit.field(field).key(name).value());
  }
}
