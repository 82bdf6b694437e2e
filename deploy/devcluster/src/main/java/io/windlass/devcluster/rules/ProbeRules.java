package io.windlass.devcluster.rules;

import java.util.List;

/** What probes and lifecycle hooks must be. Stateless. */
final class ProbeRules {
  private static final List<String> PROBE_HANDLERS =
      List.of("exec", "httpGet", "tcpSocket", "grpc");
  private static final List<String> HOOK_HANDLERS =
      List.of("exec", "httpGet", "tcpSocket", "sleep");

  private ProbeRules() {}

  static void validate(At container, FaultList faults) {
    At lifecycle = container.field("lifecycle");
    for (String hook : List.of("postStart", "preStop")) {
      if (lifecycle.field(hook).isSet()) {
        handler(lifecycle.field(hook), HOOK_HANDLERS, faults);
      }
    }
    for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
      if (container.field(probe).isSet()) {
        probe(container.field(probe), probe, faults);
      }
    }
  }

  private static void probe(At probe, String kind, FaultList faults) {
    handler(probe, PROBE_HANDLERS, faults);
    for (String field :
        List.of(
            "initialDelaySeconds",
            "timeoutSeconds",
            "periodSeconds",
            "successThreshold",
            "failureThreshold")) {
      faults.notNegative(probe.field(field));
    }
    At grace = probe.field("terminationGracePeriodSeconds");
    if (kind.equals("readinessProbe")) {
      if (grace.isSet()) {
        faults.invalid(grace, "must not be set for readinessProbes");
      }
      return;
    }
    if (grace.isSet() && grace.value().asLong() <= 0) {
      faults.invalid(grace, "must be greater than 0");
    }
    if (probe.field("successThreshold").value().asInt() != 1) {
      faults.invalid(probe.field("successThreshold"), "must be 1");
    }
  }

  private static void handler(At probe, List<String> handlers, FaultList faults) {
    List<String> stated = handlers.stream().filter(h -> probe.field(h).isSet()).toList();
    if (stated.isEmpty()) {
      faults.required(probe, "must specify a handler type");
      return;
    }
    content(probe.field(stated.getFirst()), stated.getFirst(), faults);
    for (String further : stated.subList(1, stated.size())) {
      faults.forbidden(probe.field(further), "may not specify more than 1 handler type");
    }
  }

  private static void content(At handler, String kind, FaultList faults) {
    switch (kind) {
      case "exec" -> {
        if (handler.field("command").value().isEmpty()) {
          faults.required(handler.field("command"));
        }
      }
      case "httpGet" -> httpGet(handler, faults);
      case "tcpSocket" -> port(handler.field("port"), faults);
      case "grpc" -> faults.between(handler.field("port"), 1, 65_535);
      default -> {}
    }
  }

  private static void httpGet(At get, FaultList faults) {
    if (get.field("path").isBlank()) {
      faults.required(get.field("path"));
    }
    port(get.field("port"), faults);
    faults.oneOf(get.field("scheme"), List.of("HTTP", "HTTPS"));
    At headers = get.field("httpHeaders");
    for (At header : headers.elements()) {
      At name = header.field("name").as(headers.path());
      faults.format(name, Names::header);
    }
  }

  /** A number or the name of a port. */
  static void port(At port, FaultList faults) {
    if (port.value().isTextual()) {
      faults.format(port, Names::portName);
    } else {
      faults.between(port, 1, 65_535);
    }
  }
}
