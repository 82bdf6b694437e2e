package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.schema.Addresses;
import io.windlass.devcluster.schema.Faults;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the addresses of a service and their families must be. Stateless. */
final class ServiceAddressChecks {
  private static final String ONCE = "may not change once set";

  private ServiceAddressChecks() {}

  static void validate(At spec, FaultList faults) {
    if (ServiceKinds.isExternalName(spec.value())) {
      return;
    }
    At addresses = spec.field("clusterIPs");
    inStep(spec.field("clusterIP").text(), addresses, faults);
    families(spec.field("ipFamilies"), faults);
    At policy = spec.field("ipFamilyPolicy");
    if (policy.isSet()) {
      faults.oneOf(policy, List.of("PreferDualStack", "RequireDualStack", "SingleStack"));
    }
    if (wellFormed(addresses, faults)) {
      stacks(spec, addresses, faults);
    }
  }

  private static void inStep(String single, At addresses, FaultList faults) {
    boolean none = addresses.value().isEmpty();
    if (single.isEmpty() && !none) {
      invalid(addresses, addresses, "must be empty when `clusterIP` is not specified", faults);
    } else if (!single.isEmpty() && none) {
      faults.required(addresses);
    } else if (!none && !addresses.texts().getFirst().equals(single)) {
      invalid(addresses, addresses, "first value must match `clusterIP`", faults);
    }
  }

  private static void families(At families, FaultList faults) {
    Set<String> seen = new HashSet<>();
    for (At family : families.elements()) {
      faults.oneOf(family, List.of("IPv4", "IPv6"));
      if (!seen.add(family.text())) {
        faults.add(Faults.duplicate(family.path(), family.value()));
      }
    }
  }

  private static boolean wellFormed(At addresses, FaultList faults) {
    int before = faults.causes().size();
    List<At> elements = addresses.elements();
    for (int i = 0; i < elements.size(); i++) {
      if (i > 0 || !elements.get(i).text().equals("None")) {
        PodRules.address(elements.get(i), faults);
      } else if (elements.size() > 1) {
        invalid(addresses, addresses, "'None' must be the first and only value", faults);
      }
    }
    boolean formed = faults.causes().size() == before;
    if (elements.size() > 2) {
      invalid(addresses, addresses, "may only hold up to 2 values", faults);
    }
    return formed;
  }

  private static void stacks(At spec, At addresses, FaultList faults) {
    long old = addresses.texts().stream().filter(Addresses::isV4).count();
    if (addresses.value().size() > 1 && (old == 0 || old == addresses.value().size())) {
      invalid(addresses, addresses, "may specify no more than one IP for each IP family", faults);
    }
    List<String> families = spec.field("ipFamilies").texts();
    List<At> elements = ServiceKinds.isHeadless(spec.value()) ? List.of() : addresses.elements();
    for (int i = 0; i < Math.min(elements.size(), families.size()); i++) {
      String family = Addresses.isV4(elements.get(i).text()) ? "IPv4" : "IPv6";
      if (!family.equals(families.get(i))) {
        faults.invalid(
            elements.get(i),
            "expected an %s value as indicated by `ipFamilies[%d]`".formatted(families.get(i), i));
      }
    }
  }

  /** An address stays, unless the service starts or ends to be another's name. */
  static void validateUpdate(At spec, JsonNode before, FaultList faults) {
    boolean named =
        ServiceKinds.isExternalName(spec.value()) || ServiceKinds.isExternalName(before);
    boolean headless = ServiceKinds.isHeadless(spec.value());
    boolean wasHeadless = ServiceKinds.isHeadless(before);
    if (named || (headless && wasHeadless)) {
      return;
    }
    addressesStay(spec, before, faults);
    if (!headless && !wasHeadless) {
      familiesStay(spec, before, faults);
    }
  }

  private static void addressesStay(At spec, JsonNode before, FaultList faults) {
    At now = spec.field("clusterIPs");
    List<String> old = At.root(before.path("clusterIPs")).texts();
    if (now.value().size() == old.size()) {
      for (int i = 0; i < old.size(); i++) {
        if (!now.texts().get(i).equals(old.get(i))) {
          invalid(now.as(now.path() + "[" + i + "]"), now, ONCE, faults);
        }
      }
      return;
    }
    At first = now.as(now.path() + "[0]");
    if (now.value().isEmpty()) {
      invalid(first, now, "primary clusterIP can not be unset", faults);
    } else if (!old.isEmpty() && !now.texts().getFirst().equals(old.getFirst())) {
      invalid(first, now, ONCE, faults);
    }
    boolean released = old.size() > 1 && now.value().size() == 1;
    singleIf(
        released,
        spec,
        "must be set to 'SingleStack' when releasing the secondary clusterIP",
        faults);
  }

  private static void familiesStay(At spec, JsonNode before, FaultList faults) {
    At now = spec.field("ipFamilies");
    List<String> old = At.root(before.path("ipFamilies")).texts();
    At first = now.as(now.path() + "[0]");
    if (now.value().size() == old.size()) {
      for (int i = 0; i < old.size(); i++) {
        if (!now.texts().get(i).equals(old.get(i))) {
          invalid(first, now, ONCE, faults);
        }
      }
      return;
    }
    if (old.size() > now.value().size() && spec.field("clusterIPs").value().isEmpty()) {
      invalid(first, now, "primary ipFamily can not be unset", faults);
    }
    if (!now.value().isEmpty()
        && !old.isEmpty()
        && !now.texts().getFirst().equals(old.getFirst())) {
      invalid(first, now, ONCE, faults);
    }
    boolean released = old.size() > 1 && now.value().size() == 1;
    singleIf(
        released,
        spec,
        "must be set to 'SingleStack' when releasing the secondary ipFamily",
        faults);
  }

  private static void singleIf(boolean released, At spec, String words, FaultList faults) {
    At policy = spec.field("ipFamilyPolicy");
    if (released && !policy.text().equals("SingleStack")) {
      faults.invalid(policy, words);
    }
  }

  private static void invalid(At at, At shown, String words, FaultList faults) {
    String list =
        shown.value().isEmpty()
            ? "[]string(nil)"
            : "[]string{\"" + String.join("\", \"", shown.texts()) + "\"}";
    faults.invalidShown(at, list, words);
  }
}
