package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.schema.Faults;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a pod's status must be, and how it may change. Stateless. */
final class PodStatusRules {
  private static final List<String> SYSTEM = List.of("PodScheduled", "Ready", "Initialized");

  private PodStatusRules() {}

  static void validate(At pod, JsonNode before, FaultList faults) {
    At status = pod.field("status");
    JsonNode old = before.path("status");
    At metadata = pod.field("metadata");
    PodAnnotationRules.changed(metadata.field("annotations"), before, faults);
    conditions(status.field("conditions"), faults);
    At nominated = status.field("nominatedNodeName");
    if (!nominated.isBlank() && !nominated.value().equals(old.path("nominatedNodeName"))) {
      faults.format(nominated, Names::subdomain);
    }
    At quality = status.field("qosClass");
    if (!quality.value().equals(old.path("qosClass"))) {
      faults.invalid(quality, "field is immutable");
    }
    transitions(status, old, pod.field("spec"), faults);
    addresses(status, faults);
  }

  // The paths are the API server's.
  private static void conditions(At conditions, FaultList faults) {
    int index = 0;
    for (At condition : conditions.elements()) {
      At type = condition.field("type");
      if (!SYSTEM.contains(type.text())) {
        String path = "metadata.conditions[%d].Type".formatted(index);
        faults.format(type.as(path), Names::qualified);
      }
      index++;
    }
  }

  private static void transitions(At status, JsonNode old, At spec, FaultList faults) {
    String policy = spec.field("restartPolicy").text();
    Set<String> sidecars = new HashSet<>();
    for (At container : spec.field("initContainers").elements()) {
      if (container.field("restartPolicy").text().equals("Always")) {
        sidecars.add(container.field("name").text());
      }
    }
    List.of(
            new Ending("containerStatuses", policy, Set.of()),
            new Ending("initContainerStatuses", policy, sidecars),
            new Ending("ephemeralContainerStatuses", "Never", Set.of()))
        .forEach(ending -> ending.check(status, old, faults));
  }

  /** Which containers do not start again when they have ended. */
  private record Ending(String field, String policy, Set<String> restarted) {
    void check(At status, JsonNode old, FaultList faults) {
      for (int i = 0; i < old.path(field).size(); i++) {
        JsonNode was = old.path(field).get(i);
        if (isFinal(was)) {
          At at = status.field(field);
          String path = "%s[%d].state".formatted(at.path(), i);
          at.elements().stream()
              .filter(now -> now.value().path("name").equals(was.path("name")))
              .filter(now -> !now.field("state").field("terminated").isSet())
              .map(now -> now.as(path))
              .forEach(
                  now -> faults.forbidden(now, "may not be transitioned to non-terminated state"));
        }
      }
    }

    private boolean isFinal(JsonNode status) {
      JsonNode end = status.path("state").path("terminated");
      boolean again = policy.equals("OnFailure") && end.path("exitCode").asInt() != 0;
      return !policy.equals("Always")
          && !end.isMissingNode()
          && !again
          && !restarted.contains(status.path("name").asText());
    }
  }

  private static void addresses(At status, FaultList faults) {
    At single = status.field("podIP");
    At several = status.field("podIPs");
    if (several.value().isEmpty() && !single.isBlank()) {
      PodRules.address(single.as(several.path() + "[0]"), faults);
    }
    each(several, faults);
    At hosts = status.field("hostIPs");
    if (hosts.value().isEmpty()) {
      return;
    }
    At first = hosts.elements().getFirst().field("ip");
    if (!first.text().equals(status.field("hostIP").text())) {
      faults.invalid(first, first.text(), "must be equal to `hostIP`");
    }
    each(hosts, faults);
  }

  private static void each(At addresses, FaultList faults) {
    Set<String> seen = new HashSet<>();
    boolean six = false;
    boolean four = false;
    for (At element : addresses.elements()) {
      At ip = element.field("ip");
      PodRules.address(ip.as(element.path()), faults);
      if (!seen.add(ip.text())) {
        faults.add(Faults.duplicate(element.path(), element.value()));
      }
      six |= ip.text().contains(":");
      four |= !ip.text().contains(":");
    }
    int count = addresses.value().size();
    if (count > 2 || (count == 2 && !(six && four))) {
      faults.invalid(addresses, "may specify no more than one IP for each IP family");
    }
  }
}
