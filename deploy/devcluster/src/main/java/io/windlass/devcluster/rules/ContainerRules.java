package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.node.TextNode;
import io.windlass.devcluster.schema.Faults;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What containers and init containers must be. Stateless. */
final class ContainerRules {
  private static final Set<String> PROTOCOLS = Set.of("SCTP", "TCP", "UDP");

  private ContainerRules() {}

  /** The faults of all containers of a pod whose volumes have these names. */
  static void validate(At spec, Set<String> volumes, FaultList faults) {
    List<At> containers = spec.field("containers").elements();
    List<At> inits = spec.field("initContainers").elements();
    if (containers.isEmpty()) {
      faults.required(spec.field("containers"));
    }
    Set<String> names = new HashSet<>();
    containers.forEach(container -> name(container, names, faults));
    boolean host = spec.field("hostNetwork").value().asBoolean();
    for (At container : containers) {
      one(container, volumes, host, faults);
      ProbeRules.validate(container, faults);
      if (container.field("restartPolicy").isSet()) {
        faults.forbidden(
            container.field("restartPolicy"), "may not be set for non-init containers");
      }
    }
    hostPortsOnce(containers, faults);
    for (At container : inits) {
      name(container, names, faults);
      one(container, volumes, host, faults);
      initOnly(container, faults);
    }
  }

  private static void name(At container, Set<String> names, FaultList faults) {
    At name = container.field("name");
    if (name.isBlank()) {
      faults.required(name);
      return;
    }
    faults.format(name, Names::label);
    if (!names.add(name.text())) {
      faults.add(Faults.duplicate(name.path(), TextNode.valueOf(name.text())));
    }
  }

  private static void one(At container, Set<String> volumes, boolean host, FaultList faults) {
    At image = container.field("image");
    if (image.isBlank()) {
      faults.required(image);
    } else if (!image.text().equals(image.text().strip())) {
      faults.invalid(image, "must not have leading or trailing whitespace");
    }
    faults.oneOf(
        container.field("terminationMessagePolicy"), List.of("File", "FallbackToLogsOnError"));
    ports(container.field("ports"), host, faults);
    EnvironmentRules.validate(container, faults);
    mounts(container.field("volumeMounts"), volumes, faults);
    faults.oneOf(container.field("imagePullPolicy"), List.of("Always", "IfNotPresent", "Never"));
    ResourceRules.validate(container.field("resources"), faults);
    SecurityRules.container(container.field("securityContext"), faults);
  }

  private static void initOnly(At container, FaultList faults) {
    At policy = container.field("restartPolicy");
    if (policy.isSet()) {
      faults.oneOf(policy, List.of("Always"));
    }
    if (policy.text().equals("Always")) {
      ProbeRules.validate(container, faults);
      return;
    }
    for (String field : List.of("lifecycle", "livenessProbe", "readinessProbe", "startupProbe")) {
      if (container.field(field).isSet()) {
        faults.forbidden(
            container.field(field),
            "may not be set for init containers without restartPolicy=Always");
      }
    }
  }

  private static void ports(At ports, boolean host, FaultList faults) {
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
      numbers(port, host, faults);
      At protocol = port.field("protocol");
      if (protocol.isBlank()) {
        faults.required(protocol);
      } else {
        faults.oneOf(protocol, PROTOCOLS.stream().sorted().toList());
      }
    }
  }

  private static void numbers(At port, boolean host, FaultList faults) {
    At number = port.field("containerPort");
    At hostPort = port.field("hostPort");
    if (number.value().asInt() == 0) {
      faults.required(number);
    } else {
      faults.between(number, 1, 65_535);
    }
    if (hostPort.value().asInt() != 0) {
      faults.between(hostPort, 1, 65_535);
    }
    // A pod has the port by default; what makes pods may leave it open.
    if (host && hostPort.value().asInt() != 0 && !hostPort.value().equals(number.value())) {
      faults.invalid(hostPort, "must match `containerPort` when `hostNetwork` is true");
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

  private static void mounts(At mounts, Set<String> volumes, FaultList faults) {
    Set<String> paths = new HashSet<>();
    for (At mount : mounts.elements()) {
      At name = mount.field("name");
      At path = mount.field("mountPath");
      if (name.isBlank()) {
        faults.required(name);
      }
      if (!volumes.contains(name.text())) {
        faults.add(Faults.notFound(name.path(), TextNode.valueOf(name.text())));
      }
      if (path.isBlank()) {
        faults.required(path);
      }
      if (!paths.add(path.text())) {
        faults.invalid(path, path.text(), "must be unique");
      }
      mountDetails(mount, mounts.path(), faults);
    }
  }

  // These paths have no index.
  private static void mountDetails(At mount, String mounts, FaultList faults) {
    At subPath = mount.field("subPath").as(mounts + ".subPath");
    if (subPath.text().startsWith("/")) {
      faults.invalid(subPath, "must be a relative path");
    }
    if (List.of(subPath.text().split("/", -1)).contains("..")) {
      faults.invalid(subPath, "must not contain '..'");
    }
    At propagation = mount.field("mountPropagation").as(mounts + ".mountPropagation");
    if (propagation.isSet()) {
      faults.oneOf(propagation, List.of("Bidirectional", "HostToContainer", "None"));
    }
  }
}
