package io.windlass.devcluster.rules;

import java.util.List;

/** What probes and lifecycle hooks must be. Stateless. */
final class ProbeRules {
  private static final List<String> PROBE_HANDLERS =
      List.of("exec", "httpGet", "tcpSocket", "grpc");
  private static final List<String> HOOK_HANDLERS =
      List.of("exec", "httpGet", "tcpSocket", "sleep");

  private ProbeRules() {}

  /**
   * The faults of a container's probes and hooks.
   *
   * @param graceSeconds how long the pod has to stop
   */
  static void validate(At container, long graceSeconds, FaultList faults) {
    At lifecycle = container.field("lifecycle");
    for (String hook : List.of("postStart", "preStop")) {
      if (lifecycle.field(hook).isSet()) {
        handler(lifecycle.field(hook), HOOK_HANDLERS, faults);
        sleep(lifecycle.field(hook), graceSeconds, faults);
      }
    }
    for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
      if (container.field(probe).isSet()) {
        probe(container.field(probe), probe, faults);
      }
    }
  }

  // Only the first handler counts.
  private static void sleep(At hook, long graceSeconds, FaultList faults) {
    boolean other =
        HOOK_HANDLERS.stream().anyMatch(h -> !h.equals("sleep") && hook.field(h).isSet());
    At sleep = hook.field("sleep");
    long seconds = sleep.field("seconds").value().asLong();
    if (sleep.isSet() && !other && (seconds <= 0 || seconds > graceSeconds)) {
      faults.invalid(
          sleep,
          ("must be greater than 0 and less than terminationGracePeriodSeconds (%d). Enable"
                  + " AllowPodLifecycleSleepActionZeroValue feature gate for zero sleep.")
              .formatted(graceSeconds));
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
    if (grace.isSet() && grace.value().asLong() <= 0) {
      faults.invalid(grace, "must be greater than 0");
    }
    if (kind.equals("readinessProbe")) {
      if (grace.isSet()) {
        faults.invalid(grace, "must not be set for readinessProbes");
      }
      return;
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
      String name = header.field("name").text();
      Names.header(name).forEach(why -> faults.invalid(headers, name, why));
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
