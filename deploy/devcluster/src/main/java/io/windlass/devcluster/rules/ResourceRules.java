package io.windlass.devcluster.rules;

import io.windlass.devcluster.schema.Quantity;
import java.util.Optional;
import java.util.Set;

/** What a container's requests and limits must be. Stateless. */
final class ResourceRules {
  private static final Set<String> STANDARD = Set.of("cpu", "memory", "ephemeral-storage");
  private static final String HUGE_PAGES = "hugepages-";

  private ResourceRules() {}

  static void validate(At resources, FaultList faults) {
    At limits = resources.field("limits");
    At requests = resources.field("requests");
    limits.keys().forEach(name -> amount(limits.key(name), name, faults));
    for (String name : requests.keys()) {
      amount(requests.key(name), name, faults);
      compare(limits, requests, name, faults);
    }
    boolean huge =
        limits.keys().stream().anyMatch(name -> name.startsWith(HUGE_PAGES))
            || requests.keys().stream().anyMatch(name -> name.startsWith(HUGE_PAGES));
    boolean backed = hasCpuOrMemory(limits) || hasCpuOrMemory(requests);
    if (huge && !backed) {
      faults.forbidden(resources, "HugePages require cpu or memory");
    }
  }

  /** What a pod costs beyond its containers, which is checked as their limits are. */
  static void overhead(At overhead, FaultList faults) {
    At limits = overhead.as(overhead.path() + ".limits");
    limits.keys().forEach(name -> amount(limits.key(name), name, faults));
    boolean huge = limits.keys().stream().anyMatch(name -> name.startsWith(HUGE_PAGES));
    if (huge && !hasCpuOrMemory(limits)) {
      faults.forbidden(overhead, "HugePages require cpu or memory");
    }
  }

  private static boolean hasCpuOrMemory(At amounts) {
    return amounts.value().has("cpu") || amounts.value().has("memory");
  }

  private static void amount(At amount, String name, FaultList faults) {
    resourceName(amount, name, faults);
    Optional<Quantity> quantity = Quantity.of(amount.value());
    if (quantity.isEmpty()) {
      return;
    }
    if (quantity.get().amount().signum() < 0) {
      faults.invalid(amount, quantity.get().canonical(), "must be greater than or equal to 0");
    }
    if (isExtended(name) && !quantity.get().isWhole()) {
      faults.invalid(amount, quantity.get().canonical(), "must be an integer");
    }
    if (name.startsWith(HUGE_PAGES)) {
      hugePages(amount, name, quantity.get(), faults);
    }
  }

  private static void hugePages(At amount, String name, Quantity quantity, FaultList faults) {
    Optional<Quantity> page = Quantity.parse(name.substring(HUGE_PAGES.length()));
    boolean fits =
        page.isPresent()
            && quantity.amount().signum() > 0
            && quantity.amount().remainder(page.get().amount()).signum() == 0;
    if (!fits) {
      String text = quantity.canonical();
      faults.invalid(amount, text, text + " is not positive integer multiple of " + name);
    }
  }

  private static void resourceName(At amount, String name, FaultList faults) {
    for (String message : Names.qualified(name)) {
      faults.invalidShown(amount, name, message);
    }
    if (!name.contains("/") && !STANDARD.contains(name) && !name.startsWith(HUGE_PAGES)) {
      faults.invalidShown(amount, name, "must be a standard resource type or fully qualified");
      faults.invalidShown(amount, name, "must be a standard resource for containers");
    }
    if (isExtended(name) && name.startsWith("requests.")) {
      faults.invalidShown(amount, name, "doesn't follow extended resource name standard");
    }
  }

  /** Whether a resource is counted by someone else than Kubernetes. */
  private static boolean isExtended(String name) {
    return name.contains("/") && !name.contains("kubernetes.io/");
  }

  // Resources that nodes do not overcommit are requested and limited alike.
  private static void compare(At limits, At requests, String name, FaultList faults) {
    boolean exact = isExtended(name) || name.startsWith(HUGE_PAGES);
    Optional<Quantity> limit = Quantity.of(limits.value().path(name));
    Optional<Quantity> request = Quantity.of(requests.value().path(name));
    if (request.isEmpty()) {
      return;
    }
    if (limit.isEmpty()) {
      if (exact) {
        faults.required(limits, "Limit must be set for non overcommitable resources");
      }
      return;
    }
    int order = request.get().compareTo(limit.get());
    if (exact ? order != 0 : order > 0) {
      String words =
          exact
              ? "must be equal to %s limit of %s"
              : "must be less than or equal to %s limit of %s";
      String shown = request.get().canonical();
      faults.invalid(requests, shown, words.formatted(name, limit.get().canonical()));
    }
  }
}
