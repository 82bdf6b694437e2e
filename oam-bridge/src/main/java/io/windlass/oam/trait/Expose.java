package io.windlass.oam.trait;

import io.windlass.core.model.Json;
import io.windlass.oam.document.Node;
import io.windlass.oam.model.ObjectRef;
import io.windlass.oam.render.Draft;
import io.windlass.oam.render.ServiceObject;
import io.windlass.oam.render.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Service of another type or with other ports than the component's own.
 *
 * @param ports none for the component's own
 */
record Expose(
    String serviceType, List<Json.Obj> ports, Map<String, String> annotations, Node properties)
    implements Trait {
  Expose {
    ports = List.copyOf(ports);
    annotations = Map.copyOf(annotations);
  }

  static Optional<Trait> read(Node properties) {
    properties.only("ports", "port", "type", "annotations");
    List<Json.Obj> ports = new ArrayList<>();
    for (Node item : properties.values("ports")) {
      port(item).ifPresent(ports::add);
    }
    for (Node item : properties.values("port")) {
      port(item).ifPresent(ports::add);
    }
    String type =
        properties.word("type", "ClusterIP", "NodePort", "LoadBalancer").orElse("ClusterIP");
    return Optional.of(new Expose(type, ports, properties.textMap("annotations"), properties));
  }

  /** A number, or an object with more. */
  private static Optional<Json.Obj> port(Node item) {
    if (item.json() instanceof Json.Obj) {
      item.only("port", "targetPort", "name", "protocol", "nodePort");
      if (!item.has("port")) {
        item.missing("port");
      }
      Optional<Integer> number = item.whole("port", 1, 65535);
      int target = item.whole("targetPort", 1, 65535).or(() -> number).orElse(0);
      String protocol = item.word("protocol", "TCP", "UDP", "SCTP").orElse("TCP");
      Optional<Integer> node = item.whole("nodePort", 1, 65535);
      return number
          .map(it -> made(it, target, item.text("name").orElse("port-" + it), protocol))
          .map(it -> node.map(at -> it.with("nodePort", Json.of(at))).orElse(it));
    }
    Optional<Long> number = item.json().number().filter(it -> it > 0 && it < 65536);
    if (number.isEmpty()) {
      item.error(Node.WRONG_TYPE, item.show() + " is no number of a port");
    }
    return number.map(Long::intValue).map(it -> made(it, it, "port-" + it, "TCP"));
  }

  private static Json.Obj made(int port, int target, String name, String protocol) {
    return Json.Obj.EMPTY
        .with("name", name)
        .with("port", Json.of(port))
        .with("targetPort", Json.of(target))
        .with("protocol", protocol);
  }

  @Override
  public TraitType type() {
    return TraitType.EXPOSE;
  }

  @Override
  public Draft onto(Draft draft, Site site) {
    if (ports.isEmpty() && draft.service().isEmpty()) {
      properties.errorAt("ports", Node.MISSING, "the component has no ports of its own");
      return draft;
    }
    Json.Obj service =
        ports.isEmpty() ? draft.service().orElseThrow() : ServiceObject.of(site, ports);
    Json.Obj typed = service.with("spec", service.object("spec").with("type", serviceType));
    Json.Obj metadata = typed.object("metadata");
    Json.Obj made =
        annotations.isEmpty()
            ? typed
            : typed.with("metadata", metadata.with("annotations", Json.ofTexts(annotations)));
    return draft.service(made).report(Trait.applied(this, ObjectRef.of(made)));
  }
}
