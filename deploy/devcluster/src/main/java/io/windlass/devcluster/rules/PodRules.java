package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.windlass.devcluster.schema.Addresses;
import io.windlass.devcluster.schema.Faults;
import io.windlass.devcluster.schema.GoText;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a pod's spec must be. Stateless; cost O(size of the spec). */
final class PodRules {
  private static final int MOST_SEARCHES = 32;
  private static final int MOST_SEARCH_CHARS = 2048;

  private PodRules() {}

  /** The faults of a template's spec. */
  static void validate(At spec, FaultList faults) {
    validate(spec, "", faults);
  }

  /** The faults of a pod, but for those that only a new one or only a changed one can have. */
  static void pod(At pod, FaultList faults) {
    At spec = pod.field("spec");
    At metadata = pod.field("metadata");
    PodAnnotationRules.validate(metadata.field("annotations"), spec, faults);
    validate(spec, metadata.field("name").text(), faults);
    tokenNeedsAccount(spec, faults);
    ContainerRules.onlyPods(spec, faults);
  }

  /** The faults that only a new pod can have. */
  static void created(At spec, FaultList faults) {
    At ephemeral = spec.field("ephemeralContainers");
    if (!ephemeral.value().isEmpty()) {
      faults.forbidden(ephemeral, "cannot be set on create");
    }
    At node = spec.field("nodeName");
    if (!spec.field("schedulingGates").value().isEmpty() && !node.isBlank()) {
      faults.forbidden(node, "cannot be set until all schedulingGates have been cleared");
    }
  }

  private static void tokenNeedsAccount(At spec, FaultList faults) {
    if (!spec.field("serviceAccountName").isBlank()) {
      return;
    }
    for (At volume : spec.field("volumes").elements()) {
      for (At source : volume.field("projected").field("sources").elements()) {
        At token = source.field("serviceAccountToken");
        if (token.isSet()) {
          faults.forbidden(token, "must not be specified when serviceAccountName is not set");
        }
      }
    }
  }

  private static void validate(At spec, String pod, FaultList faults) {
    Map<String, JsonNode> volumes = VolumeRules.validate(spec.field("volumes"), pod, faults);
    ContainerRules.validate(spec, volumes, faults);
    ContainerRules.hostNetwork(spec, faults);
    faults.oneOfOrRequired(spec.field("restartPolicy"), List.of("Always", "OnFailure", "Never"));
    faults.oneOfOrRequired(
        spec.field("dnsPolicy"),
        List.of("ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"));
    MetadataRules.labels(spec.field("nodeSelector"), faults);
    SecurityRules.pod(spec, faults);
    SchedulingRules.affinity(spec.field("affinity"), faults);
    dns(spec, faults);
    readinessGates(spec.field("readinessGates"), faults);
    schedulingGates(spec, faults);
    SchedulingRules.topologySpread(spec.field("topologySpreadConstraints"), faults);
    WindowsRules.hostProcesses(spec, faults);
    names(spec, faults);
    SchedulingRules.tolerations(spec.field("tolerations"), faults);
    hostAliases(spec.field("hostAliases"), faults);
    deadlines(spec, faults);
    At overhead = spec.field("overhead");
    if (overhead.isSet()) {
      ResourceRules.overhead(overhead, faults);
    }
    WindowsRules.system(spec, faults);
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
    if (spec.field("runtimeClassName").isSet()) {
      faults.format(spec.field("runtimeClassName"), Names::subdomain);
    }
    At preemption = spec.field("preemptionPolicy");
    if (preemption.isSet()) {
      faults.oneOfOrRequired(preemption, List.of("PreemptLowerPriority", "Never"));
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
      At type = gate.field("conditionType");
      faults.format(type, Names::qualified);
    }
  }

  private static void schedulingGates(At spec, FaultList faults) {
    List<At> gates = spec.field("schedulingGates").elements();
    Set<String> seen = new HashSet<>();
    for (At gate : gates) {
      At name = gate.field("name").as(gate.path());
      faults.format(name, Names::qualified);
      if (!seen.add(name.text())) {
        faults.add(Faults.duplicate(gate.path(), TextNode.valueOf(name.text())));
      }
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
    if (spec.field("dnsPolicy").text().equals("None") && lacksServers(config, faults)) {
      return;
    }
    List<String> servers = config.field("nameservers").texts();
    if (servers.size() > 3) {
      String shown =
          servers.stream().map(GoText::quoted).collect(Collectors.joining(", ", "[]string{", "}"));
      faults.invalidShown(
          config.field("nameservers"), shown, "must not have more than 3 nameservers");
    }
    config.field("nameservers").elements().forEach(server -> address(server, faults));
    searches(config.field("searches"), faults);
    for (At option : config.field("options").elements()) {
      if (option.field("name").isBlank()) {
        faults.required(option, "must not be empty");
      }
    }
  }

  private static void searches(At searches, FaultList faults) {
    if (searches.value().size() > MOST_SEARCHES) {
      faults.invalid(searches, "must not have more than 32 search paths");
    }
    if (String.join(" ", searches.texts()).length() > MOST_SEARCH_CHARS) {
      String words =
          "must not have more than 2048 characters (including spaces) in the search list";
      faults.invalid(searches, words);
    }
    for (At search : searches.elements()) {
      String domain = search.text().replaceFirst("\\.$", "");
      Names.subdomain(domain).forEach(message -> faults.invalid(search, message));
    }
  }

  private static boolean lacksServers(At config, FaultList faults) {
    if (!config.isSet()) {
      faults.required(config, "must provide `dnsConfig` when `dnsPolicy` is None");
      return true;
    }
    At servers = config.field("nameservers");
    if (servers.value().isEmpty()) {
      faults.required(servers, "must provide at least one DNS nameserver when `dnsPolicy` is None");
      return true;
    }
    return false;
  }
}
