package io.windlass.core.podspec;

import static io.windlass.core.podspec.Filling.child;
import static io.windlass.core.podspec.Filling.each;
import static io.windlass.core.podspec.Filling.empty;
import static io.windlass.core.podspec.Filling.missing;

import io.windlass.core.model.Json;

/**
 * The defaults that Kubernetes 1.32 fills into the pod spec of a template. Those that it fills into
 * pods only are not among them: enableServiceLinks, requests after limits, and the host ports of a
 * pod in the host's network. Stateless; filling twice changes nothing.
 */
public final class PodSpecDefaults {
  private static final long GRACE_SECONDS = 30;

  private PodSpecDefaults() {}

  /** A pod template with all defaults; explicit nulls count as missing. */
  public static Json.Obj fillTemplate(Json.Obj template) {
    return child(template, "spec", PodSpecDefaults::fill);
  }

  /** A pod spec with all defaults. */
  public static Json.Obj fill(Json.Obj spec) {
    Json.Obj filled = empty(spec, "dnsPolicy", "ClusterFirst");
    filled = empty(filled, "restartPolicy", "Always");
    filled = missing(filled, "securityContext", Json.Obj.EMPTY);
    filled = missing(filled, "terminationGracePeriodSeconds", GRACE_SECONDS);
    filled = empty(filled, "schedulerName", "default-scheduler");
    filled = each(filled, "volumes", VolumeDefaults::fill);
    filled = each(filled, "initContainers", ContainerDefaults::fill);
    filled = each(filled, "ephemeralContainers", ContainerDefaults::fill);
    return each(filled, "containers", ContainerDefaults::fill);
  }

  /** A pod template with the host ports of pods in the host's network. */
  public static Json.Obj fillHostPortsOfTemplate(Json.Obj template) {
    return child(template, "spec", PodSpecDefaults::fillHostPorts);
  }

  static Json.Obj fillHostPorts(Json.Obj spec) {
    return spec.bool("hostNetwork").orElse(false)
        ? each(
            each(spec, "containers", PodSpecDefaults::hostPorts),
            "initContainers",
            PodSpecDefaults::hostPorts)
        : spec;
  }

  private static Json.Obj hostPorts(Json.Obj container) {
    return each(
        container,
        "ports",
        port ->
            port.number("containerPort").map(n -> Filling.zero(port, "hostPort", n)).orElse(port));
  }
}
