package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.schema.Quantity;
import java.util.List;

/** Defaults and checks of persistent volume claims. Stateless. */
final class ClaimRules {
  private static final List<String> MODES =
      List.of("ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod");

  private ClaimRules() {}

  static void fillSpec(ObjectNode spec) {
    Fill.text(spec, "volumeMode", "Filesystem");
  }

  static void validate(At claim, FaultList faults) {
    At spec = claim.field("spec");
    SelectorRules.labelSelector(spec.field("selector"), faults);
    accessModes(spec.field("accessModes"), faults);
    storage(spec.field("resources"), faults);
    if (!spec.field("storageClassName").isBlank()) {
      faults.format(spec.field("storageClassName"), Names::subdomain);
    }
    faults.oneOf(spec.field("volumeMode"), List.of("Block", "Filesystem"));
  }

  private static void accessModes(At modes, FaultList faults) {
    if (modes.value().isEmpty()) {
      faults.required(modes, "at least 1 access mode is required");
    }
    List<String> stated = modes.texts();
    for (At mode : modes.elements()) {
      faults.oneOf(mode.as(modes.path()), MODES);
    }
    if (stated.contains("ReadWriteOncePod") && stated.size() > 1) {
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
    if (was.path("volumeName").isMissingNode()) {
      now.remove("volumeName");
    }
    // The class of a claim that stated none may still be the default class.
    if (was.path("storageClassName").isMissingNode()) {
      now.remove("storageClassName");
    }
    boolean bound = before.path("status").path("phase").asText().equals("Bound");
    Quantity old = request(was);
    Quantity wanted = request(now);
    now.path("resources");
    for (ObjectNode spec : List.of(now, was)) {
      Fill.in(spec, "resources", resources -> resources.remove("requests"));
      spec.remove("volumeAttributesClassName");
    }
    if (!now.equals(was)) {
      String words =
          "spec is immutable after creation except resources.requests and"
              + " volumeAttributesClassName for bound claims\n";
      faults.forbidden(claim.field("spec"), words + Difference.between(was, now));
    } else if (bound && wanted.compareTo(old) < 0) {
      faults.forbidden(
          claim.field("spec").field("resources").field("requests").field("storage"),
          "field can not be less than previous value");
    }
  }

  private static Quantity request(JsonNode spec) {
    return Quantity.of(spec.path("resources").path("requests").path("storage"))
        .orElseGet(() -> Quantity.parse("0").orElseThrow());
  }
}
