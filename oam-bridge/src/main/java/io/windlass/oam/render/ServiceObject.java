package io.windlass.oam.render;

import io.windlass.core.model.Json;
import io.windlass.oam.model.Container;
import io.windlass.oam.model.Kind;
import io.windlass.oam.model.PodModel;
import io.windlass.oam.model.Port;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The Service of an instance: every port of every container, each once. Stateless. */
public final class ServiceObject {
  private static final Kind SERVICE = new Kind("v1", "Service");

  private ServiceObject() {}

  /** Empty if no container has a port. */
  static Optional<Json.Obj> of(Site site, PodModel pod) {
    List<Json.Obj> ports = ports(pod);
    return ports.isEmpty() ? Optional.empty() : Optional.of(of(site, ports));
  }

  /** The Service with the given ports. */
  public static Json.Obj of(Site site, List<Json.Obj> ports) {
    return site.workloadObject(SERVICE, site.instance().name())
        .with(
            "spec", Json.Obj.EMPTY.with("ports", Json.of(ports)).with("selector", site.selector()));
  }

  /** By it every pod has a name of its own. */
  static Json.Obj headless(Site site, Json.Obj service) {
    return site.workloadObject(SERVICE, site.name("headless"))
        .with("spec", service.object("spec").with("clusterIP", "None"));
  }

  private static List<Json.Obj> ports(PodModel pod) {
    List<Json.Obj> ports = new ArrayList<>();
    Set<String> names = new HashSet<>();
    Set<String> numbers = new HashSet<>();
    for (Container container : pod.containers()) {
      for (Port port : container.ports()) {
        if (numbers.add(port.number() + port.protocol())) {
          boolean free = names.add(port.name());
          ports.add(port(port, free ? port.name() : "port-" + port.number()));
        }
      }
    }
    return ports;
  }

  private static Json.Obj port(Port port, String name) {
    return Json.Obj.EMPTY
        .with("name", name)
        .with("port", Json.of(port.number()))
        .with("targetPort", Json.of(port.number()))
        .with("protocol", port.protocol());
  }
}
