package io.windlass.devcluster.rules;

import io.windlass.devcluster.schema.Addresses;
import io.windlass.devcluster.schema.Faults;
import io.windlass.devcluster.schema.GoText;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a pod's spec must be. Stateless; cost O(size of the spec). */
final class PodRules {
  private PodRules() {}

  /** The faults of a spec, under {@code spec} or of a template. */
  static void validate(At spec, FaultList faults) {
    Set<String> volumes = VolumeRules.validate(spec.field("volumes"), faults);
    ContainerRules.validate(spec, volumes, faults);
    faults.oneOf(spec.field("restartPolicy"), List.of("Always", "OnFailure", "Never"));
    dns(spec, faults);
    faults.oneOf(
        spec.field("dnsPolicy"),
        List.of("ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"));
    MetadataRules.labels(spec.field("nodeSelector"), faults);
    SecurityRules.pod(spec, faults);
    readinessGates(spec.field("readinessGates"), faults);
    schedulingGates(spec, faults);
    SchedulingRules.affinity(spec.field("affinity"), faults);
    names(spec, faults);
    SchedulingRules.tolerations(spec.field("tolerations"), faults);
    hostAliases(spec.field("hostAliases"), faults);
    SchedulingRules.topologySpread(spec.field("topologySpreadConstraints"), faults);
    deadlines(spec, faults);
  }

  private static void names(At spec, FaultList faults) {
    for (String field : List.of("serviceAccountName", "nodeName", "priorityClassName")) {
      if (!spec.field(field).isBlank()) {
        faults.format(spec.field(field), Names::subdomain);
      }
    }
    for (String field : List.of("hostname", "subdomain")) {
      if (!spec.field(field).isBlank()) {
        faults.format(spec.field(field), Names::label);
      }
    }
    if (!spec.field("schedulerName").isBlank()) {
      faults.format(spec.field("schedulerName"), Names::subdomain);
    }
    At preemption = spec.field("preemptionPolicy");
    if (!preemption.isBlank()) {
      faults.oneOf(preemption, List.of("PreemptLowerPriority", "Never"));
    }
  }

  private static void deadlines(At spec, FaultList faults) {
    At deadline = spec.field("activeDeadlineSeconds");
    if (deadline.isSet()) {
      faults.between(deadline, 1, Integer.MAX_VALUE);
    }
  }

  private static void readinessGates(At gates, FaultList faults) {
    for (At gate : gates.elements()) {
      faults.format(gate.field("conditionType"), Names::qualified);
    }
  }

  private static void schedulingGates(At spec, FaultList faults) {
    List<At> gates = spec.field("schedulingGates").elements();
    Set<String> seen = new HashSet<>();
    for (At gate : gates) {
      At name = gate.field("name").as(gate.path());
      faults.format(name, Names::qualified);
      if (!seen.add(name.text())) {
        faults.add(Faults.duplicate(gate.path(), name.value()));
      }
    }
    if (!gates.isEmpty() && !spec.field("nodeName").isBlank()) {
      faults.forbidden(
          spec.field("nodeName"), "cannot be set until all schedulingGates have been cleared");
    }
  }

  private static void hostAliases(At aliases, FaultList faults) {
    for (At alias : aliases.elements()) {
      address(alias.field("ip"), faults);
      alias.field("hostnames").elements().forEach(name -> faults.format(name, Names::subdomain));
    }
  }

  /** An IP address. */
  static void address(At at, FaultList faults) {
    if (!Addresses.isAddress(at.text())) {
      faults.invalid(
          at, at.text(), "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
    }
  }

  private static void dns(At spec, FaultList faults) {
    At config = spec.field("dnsConfig");
    if (spec.field("dnsPolicy").text().equals("None")) {
      requireServers(config, faults);
    }
    List<String> servers = config.field("nameservers").texts();
    if (servers.size() > 3) {
      String shown =
          servers.stream().map(GoText::quoted).collect(Collectors.joining(", ", "[]string{", "}"));
      faults.invalidShown(
          config.field("nameservers"), shown, "must not have more than 3 nameservers");
    }
    config.field("nameservers").elements().forEach(server -> address(server, faults));
    for (At search : config.field("searches").elements()) {
      String domain = search.text().replaceFirst("\\.$", "");
      Names.subdomain(domain).forEach(message -> faults.invalid(search, message));
    }
    for (At option : config.field("options").elements()) {
      if (option.field("name").isBlank()) {
        faults.required(option, "must not be empty");
      }
    }
  }

  private static void requireServers(At config, FaultList faults) {
    if (!config.isSet()) {
      faults.required(config, "must provide `dnsConfig` when `dnsPolicy` is None");
    } else if (config.field("nameservers").value().isEmpty()) {
      faults.required(
          config.field("nameservers"),
          "must provide at least one DNS nameserver when `dnsPolicy` is None");
    }
  }
}
