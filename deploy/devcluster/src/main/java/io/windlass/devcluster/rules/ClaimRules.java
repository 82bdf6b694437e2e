package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.schema.Quantity;
import java.util.List;

/** Defaults and checks of persistent volume claims. Stateless. */
final class ClaimRules {
  private static final List<String> MODES =
      List.of("ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod");
  private static final Quantity NOTHING = Quantity.parse("0").orElseThrow();

  private ClaimRules() {}

  static void fillSpec(ObjectNode spec) {
    Fill.text(spec, "volumeMode", "Filesystem");
    // Always written, whether there is one or not.
    for (String source : List.of("dataSource", "dataSourceRef")) {
      Fill.in(spec, source, reference -> Fill.nothing(reference, "apiGroup"));
    }
  }

  static void validate(At claim, FaultList faults) {
    validateSpec(claim.field("spec"), faults);
  }

  /** The faults of a claim's spec, also of one in a template. */
  static void validateSpec(At spec, FaultList faults) {
    if (spec.field("accessModes").value().isEmpty()) {
      faults.required(spec.field("accessModes"), "at least 1 access mode is required");
    }
    SelectorRules.labelSelector(spec.field("selector"), faults);
    accessModes(spec.field("accessModes"), faults);
    storage(spec.field("resources"), faults);
    if (!spec.field("storageClassName").isBlank()) {
      faults.format(spec.field("storageClassName"), Names::subdomain);
    }
    if (spec.field("volumeMode").isSet()) {
      faults.oneOf(spec.field("volumeMode"), List.of("Block", "Filesystem"));
    }
    DataSourceRules.validate(spec, faults);
  }

  /** Access modes of a claim or of a volume, if there are any. */
  static void accessModes(At modes, FaultList faults) {
    List<String> stated = modes.texts();
    for (At mode : modes.elements()) {
      faults.oneOf(mode.as(modes.path()), MODES);
    }
    boolean shared =
        stated.stream().anyMatch(m -> MODES.contains(m) && !m.equals("ReadWriteOncePod"));
    if (stated.contains("ReadWriteOncePod") && shared) {
      faults.forbidden(modes, "may not use ReadWriteOncePod with other access modes");
    }
  }

  private static void storage(At resources, FaultList faults) {
    At storage = resources.field("requests").field("storage").as(resources.path() + "[storage]");
    if (!storage.isSet()) {
      faults.required(storage);
      return;
    }
    boolean positive =
        Quantity.of(storage.value()).filter(q -> q.amount().signum() > 0).isPresent();
    if (!positive) {
      faults.invalid(storage, storage.text(), "must be greater than zero");
    }
  }

  static void validateUpdate(At claim, JsonNode before, FaultList faults) {
    validate(claim, faults);
    ObjectNode now = claim.field("spec").value().deepCopy();
    ObjectNode was = before.path("spec").deepCopy();
    if (was.path("volumeName").asText().isEmpty()) {
      now.remove("volumeName");
      was.remove("volumeName");
    }
    // The class of a claim that stated none may still be the default class.
    if (was.path("storageClassName").isMissingNode()) {
      now.remove("storageClassName");
    }
    boolean bound = before.path("status").path("phase").asText().equals("Bound");
    if (bound && now.path("resources").path("requests") instanceof ObjectNode requests) {
      JsonNode old = before.at("/spec/resources/requests/storage");
      requests.set("storage", old);
    }
    if (!now.equals(was)) {
      String words =
          "spec is immutable after creation except resources.requests and"
              + " volumeAttributesClassName for bound claims\n";
      faults.forbidden(claim.field("spec"), words + Difference.between(was, now));
    }
    size(claim, before, faults);
    At mode = claim.field("spec").field("volumeMode");
    if (!mode.value().equals(before.path("spec").path("volumeMode"))) {
      faults.invalid(mode.as("volumeMode"), "field is immutable");
    }
  }

  // A claim whose growth failed can ask for less, but not for what it has or less.
  private static void size(At claim, JsonNode before, FaultList faults) {
    At wanted = claim.field("spec").field("resources").field("requests").field("storage");
    Quantity size = Quantity.of(wanted.value()).orElse(NOTHING);
    Quantity old = Quantity.of(before.at("/spec/resources/requests/storage")).orElse(NOTHING);
    Quantity present = Quantity.of(before.at("/status/capacity/storage")).orElse(NOTHING);
    if (size.compareTo(old) < 0 && size.compareTo(present) <= 0) {
      faults.forbidden(wanted, "field can not be less than status.capacity");
    }
  }

  /** What a claim's status must be. */
  static void validateStatus(At claim, FaultList faults) {
    if (claim.field("spec").field("accessModes").value().isEmpty()) {
      faults.required(claim.field("spec").field("accessModes").as("Spec.accessModes"));
    }
    At status = claim.field("status");
    At capacity = status.field("capacity");
    capacity.keys().forEach(name -> notNegative(capacity.key(name), faults));
    At states = status.field("allocatedResourceStatuses").as("status.allocatedResourceStatus");
    for (String name : states.keys()) {
      resource(states, name, faults);
      At state = new At(states.value().path(name), states.path());
      faults.oneOf(
          state,
          List.of(
              "ControllerResizeInProgress",
              "ControllerResizeInfeasible",
              "NodeResizePending",
              "NodeResizeInProgress",
              "NodeResizeInfeasible"));
    }
    At allocated = status.field("allocatedResources");
    for (String name : allocated.keys()) {
      if (resource(allocated, name, faults)) {
        notNegative(allocated.key(name), faults);
      }
    }
  }

  private static boolean resource(At amounts, String name, FaultList faults) {
    List<String> wrong = Names.qualified(name);
    wrong.forEach(why -> faults.invalid(amounts, name, why));
    boolean ours = !name.contains("/") || name.contains("kubernetes.io/");
    if (wrong.isEmpty() && ours && !name.equals("storage")) {
      At shown = new At(com.fasterxml.jackson.databind.node.TextNode.valueOf(name), amounts.path());
      faults.oneOf(shown, List.of("storage"));
      return false;
    }
    return wrong.isEmpty();
  }

  private static void notNegative(At amount, FaultList faults) {
    if (Quantity.of(amount.value()).filter(q -> q.amount().signum() < 0).isPresent()) {
      faults.invalid(amount, "must be a valid resource quantity");
    }
  }
}
