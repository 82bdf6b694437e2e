package io.windlass.devcluster.rules;

/** What a pod's status must be. Stateless. */
final class PodStatusRules {
  private PodStatusRules() {}

  static void validate(At status, FaultList faults) {
    At nominated = status.field("nominatedNodeName");
    if (!nominated.isBlank()) {
      faults.format(nominated, Names::subdomain);
    }
    if (!status.field("podIP").isBlank()) {
      PodRules.address(status.field("podIP").as(status.path() + ".podIPs[0]"), faults);
    }
    for (At condition : status.field("conditions").elements()) {
      At type = condition.field("type");
      String path = type.path().replace("status.", "metadata.").replace(".type", ".Type");
      faults.format(type.as(path), Names::qualified);
    }
  }
}
