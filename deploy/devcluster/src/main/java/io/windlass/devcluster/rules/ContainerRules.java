package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.windlass.devcluster.schema.Faults;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What containers, init containers and ephemeral containers must be. Stateless. */
final class ContainerRules {
  private static final List<String> PROTOCOLS = List.of("SCTP", "TCP", "UDP");
  private static final List<String> PROBES =
      List.of("lifecycle", "livenessProbe", "readinessProbe", "startupProbe");
  private static final List<String> NOT_EPHEMERAL =
      List.of(
          "ports",
          "resources",
          "resizePolicy",
          "restartPolicy",
          "livenessProbe",
          "readinessProbe",
          "startupProbe",
          "lifecycle");

  private ContainerRules() {}

  /** The faults of all containers of a pod with these volumes. */
  static void validate(At spec, Map<String, JsonNode> volumes, FaultList faults) {
    List<At> containers = spec.field("containers").elements();
    if (containers.isEmpty()) {
      faults.required(spec.field("containers"));
    }
    long graceSeconds = spec.field("terminationGracePeriodSeconds").value().asLong();
    Set<String> names = new HashSet<>();
    for (At container : containers) {
      common(container, volumes, faults);
      distinct(container, names, faults);
      ProbeRules.validate(container, graceSeconds, faults);
      if (container.field("restartPolicy").isSet()) {
        faults.forbidden(
            container.field("restartPolicy"), "may not be set for non-init containers");
      }
    }
    hostPortsOnce(containers, faults);
    for (At container : spec.field("initContainers").elements()) {
      init(container, spec, volumes, names, faults);
    }
    for (At container : spec.field("ephemeralContainers").elements()) {
      ephemeral(container, spec, volumes, names, faults);
    }
  }

  /** What only pods are held to, not templates of pods. */
  static void onlyPods(At spec, FaultList faults) {
    for (String field : List.of("containers", "initContainers", "ephemeralContainers")) {
      for (At container : spec.field(field).elements()) {
        At image = container.field("image");
        if (!image.text().equals(image.text().strip())) {
          faults.invalid(image, "must not have leading or trailing whitespace");
        }
      }
    }
  }

  private static void distinct(At container, Set<String> names, FaultList faults) {
    At name = container.field("name");
    if (!names.add(name.text())) {
      faults.add(Faults.duplicate(name.path(), TextNode.valueOf(name.text())));
    }
  }

  private static void common(At container, Map<String, JsonNode> volumes, FaultList faults) {
    At name = container.field("name");
    if (name.isBlank()) {
      faults.required(name);
    } else {
      faults.format(name, Names::label);
    }
    faults.present(container.field("image"));
    faults.oneOfOrRequired(
        container.field("terminationMessagePolicy"), List.of("File", "FallbackToLogsOnError"));
    ports(container.field("ports"), faults);
    EnvironmentRules.validate(container, faults);
    MountRules.validate(container, volumes, faults);
    faults.oneOfOrRequired(
        container.field("imagePullPolicy"), List.of("Always", "IfNotPresent", "Never"));
    ResourceRules.validate(container.field("resources"), faults);
    SecurityRules.container(container.field("securityContext"), faults);
  }

  private static void init(
      At container, At spec, Map<String, JsonNode> volumes, Set<String> names, FaultList faults) {
    common(container, volumes, faults);
    At policy = container.field("restartPolicy");
    if (policy.isSet()) {
      faults.oneOf(policy, List.of("Always"));
    }
    if (!container.field("name").isBlank()) {
      distinct(container, names, faults);
    }
    // The path is that of the first one, whichever it is.
    At alone = container.as(spec.field("initContainers").path() + "[0]");
    hostPortsOnce(List.of(alone), faults);
    if (policy.text().equals("Always")) {
      long graceSeconds = spec.field("terminationGracePeriodSeconds").value().asLong();
      ProbeRules.validate(container, graceSeconds, faults);
      return;
    }
    for (String field : PROBES) {
      if (container.field(field).isSet()) {
        faults.forbidden(
            container.field(field),
            "may not be set for init containers without restartPolicy=Always");
      }
    }
  }

  private static void ephemeral(
      At container, At spec, Map<String, JsonNode> volumes, Set<String> names, FaultList faults) {
    common(container, volumes, faults);
    distinct(container, names, faults);
    At target = container.field("targetContainerName");
    boolean known =
        List.of("containers", "initContainers").stream()
            .flatMap(field -> spec.field(field).elements().stream())
            .anyMatch(other -> other.field("name").text().equals(target.text()));
    if (!target.isBlank() && !known) {
      faults.add(Faults.notFound(target.path(), target.value()));
    }
    NOT_EPHEMERAL.stream()
        .map(container::field)
        .filter(field -> field.value().isTextual() || !field.value().isEmpty())
        .forEach(field -> faults.forbidden(field, "cannot be set for an Ephemeral Container"));
    for (At mount : container.field("volumeMounts").elements()) {
      for (String field : List.of("subPath", "subPathExpr")) {
        if (!mount.field(field).isBlank()) {
          faults.forbidden(mount.field(field), "cannot be set for an Ephemeral Container");
        }
      }
    }
  }

  private static void ports(At ports, FaultList faults) {
    Set<String> names = new HashSet<>();
    for (At port : ports.elements()) {
      At name = port.field("name");
      if (!name.isBlank()) {
        List<String> wrong = Names.portName(name.text());
        wrong.forEach(message -> faults.invalid(name, message));
        if (wrong.isEmpty() && !names.add(name.text())) {
          faults.add(Faults.duplicate(name.path(), name.value()));
        }
      }
      At number = port.field("containerPort");
      if (number.value().asInt() == 0) {
        faults.required(number);
      } else {
        faults.between(number, 1, 65_535);
      }
      if (port.field("hostPort").value().asInt() != 0) {
        faults.between(port.field("hostPort"), 1, 65_535);
      }
      faults.oneOfOrRequired(port.field("protocol"), PROTOCOLS);
    }
  }

  /** With the host's network a container's ports are the host's. */
  static void hostNetwork(At spec, FaultList faults) {
    if (!spec.field("hostNetwork").value().asBoolean()) {
      return;
    }
    for (At container : spec.field("containers").elements()) {
      for (At port : container.field("ports").elements()) {
        At host = port.field("hostPort");
        int number = port.field("containerPort").value().asInt();
        // A pod has the port by default; what makes pods may leave it open.
        if (host.value().asInt() != 0 && host.value().asInt() != number) {
          faults.invalid(host, "must match `containerPort` when `hostNetwork` is true");
        }
      }
    }
  }

  private static void hostPortsOnce(List<At> containers, FaultList faults) {
    Set<String> seen = new HashSet<>();
    List<At> ports = new ArrayList<>();
    containers.forEach(container -> ports.addAll(container.field("ports").elements()));
    for (At port : ports) {
      int number = port.field("hostPort").value().asInt();
      String key =
          "%s/%s/%d".formatted(port.field("protocol").text(), port.field("hostIP").text(), number);
      if (number != 0 && !seen.add(key)) {
        faults.add(Faults.duplicate(port.field("hostPort").path(), TextNode.valueOf(key)));
      }
    }
  }
}
