package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.schema.Addresses;
import java.util.List;

/**
 * Which families of addresses a service has in a cluster that has IPv4 only. What endpoints of a
 * service without selector have is not known, so that those may have both. Stateless.
 */
final class ServiceFamilies {
  private static final String FAMILIES = "ipFamilies";
  private static final String POLICY = "ipFamilyPolicy";

  private ServiceFamilies() {}

  /** Fills in what the service leaves open. */
  static void settle(ObjectNode spec, JsonNode before, FaultList faults) {
    if (ServiceKinds.isExternalName(spec) || keepsPreference(spec, before)) {
      return;
    }
    policy(spec, before);
    At at = new At(spec, "spec");
    ServiceAddressChecks.validate(at, faults);
    if (faults.isEmpty() && !before.isMissingNode()) {
      reduce(at, before, faults);
    }
    if (faults.isEmpty()) {
      single(at, faults);
    }
    if (faults.isEmpty()) {
      infer(spec, faults);
    }
    if (faults.isEmpty()) {
      complete(at, spec, faults);
    }
  }

  private static boolean keepsPreference(JsonNode spec, JsonNode before) {
    String preference = "PreferDualStack";
    return spec.path(POLICY).asText().equals(preference)
        && before.path(POLICY).asText(preference).equals(preference)
        && ServiceKinds.type(spec).equals(ServiceKinds.type(before))
        && spec.path("clusterIPs").equals(before.path("clusterIPs"))
        && spec.path(FAMILIES).equals(before.path(FAMILIES));
  }

  private static void policy(ObjectNode spec, JsonNode before) {
    if (before.has(POLICY)) {
      Fill.text(spec, POLICY, before.path(POLICY).asText());
    }
    Fill.text(spec, POLICY, isOpen(spec) ? "RequireDualStack" : "SingleStack");
  }

  /** Headless and without selector. */
  private static boolean isOpen(JsonNode spec) {
    return spec.path("clusterIP").asText().equals("None") && spec.path("selector").isEmpty();
  }

  private static void reduce(At spec, JsonNode before, FaultList faults) {
    At policy = spec.field(POLICY);
    for (String list : List.of("clusterIPs", FAMILIES)) {
      JsonNode now = spec.field(list).value();
      JsonNode old = before.path(list);
      if (!policy.text().equals("SingleStack")) {
        if (!now.isEmpty() && now.size() < old.size()) {
          faults.invalid(policy, "must be 'SingleStack' to release the secondary " + list);
        }
      } else if (now.equals(old) && now instanceof ArrayNode array && array.size() > 1) {
        array.remove(1);
      }
    }
  }

  private static void single(At spec, FaultList faults) {
    At policy = spec.field(POLICY);
    for (String list : List.of("clusterIPs", FAMILIES)) {
      if (policy.text().equals("SingleStack") && spec.field(list).value().size() == 2) {
        faults.invalid(policy, "must be 'RequireDualStack' or 'PreferDualStack' with two " + list);
      }
    }
  }

  private static void infer(ObjectNode spec, FaultList faults) {
    List<At> addresses = new At(spec, "spec").field("clusterIPs").elements();
    for (int i = spec.path(FAMILIES).size(); i < addresses.size(); i++) {
      if (addresses.get(i).text().equals("None")) {
        return;
      }
      if (Addresses.isV4(addresses.get(i).text())) {
        spec.withArrayProperty(FAMILIES).add("IPv4");
      } else {
        faults.invalid(addresses.get(i), "IPv6 is not configured on this cluster");
      }
    }
  }

  private static void complete(At at, ObjectNode spec, FaultList faults) {
    boolean open = isOpen(spec);
    if (!open) {
      configured(at, faults);
    }
    if (!faults.isEmpty()) {
      return;
    }
    ArrayNode families = spec.withArrayProperty(FAMILIES);
    if (families.isEmpty()) {
      families.add("IPv4");
    }
    if (open && families.size() < 2 && !spec.path(POLICY).asText().equals("SingleStack")) {
      families.add(families.path(0).asText().equals("IPv4") ? "IPv6" : "IPv4");
    }
  }

  private static void configured(At spec, FaultList faults) {
    At policy = spec.field(POLICY);
    if (policy.text().equals("RequireDualStack")) {
      faults.invalid(policy, "this cluster is not configured for dual-stack services");
    }
    for (At family : spec.field(FAMILIES).elements()) {
      if (!family.text().equals("IPv4")) {
        faults.invalid(family, "not configured on this cluster");
      }
    }
  }
}
