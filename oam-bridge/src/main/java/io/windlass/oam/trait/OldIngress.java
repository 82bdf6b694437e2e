package io.windlass.oam.trait;

import io.windlass.core.model.Json;
import io.windlass.oam.model.Kind;
import io.windlass.oam.model.TraitUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Ingresses of the versions that Kubernetes no longer serves, as the one that it does. */
final class OldIngress {
  private static final Set<String> OLD = Set.of("extensions/v1beta1", "networking.k8s.io/v1beta1");
  private static final String NOW = "networking.k8s.io/v1";

  private OldIngress() {}

  /** The same trait, in today's version if it is an Ingress of an old one. */
  static TraitUse renewed(TraitUse use) {
    Kind kind = Kind.of(use.object());
    if (!kind.kind().equals("Ingress") || !OLD.contains(kind.apiVersion())) {
      return use;
    }
    use.properties().warn("OldVersion", kind + " is no longer served; taken as " + NOW);
    Json.Obj object = use.object().with("apiVersion", NOW);
    return new TraitUse(
        use.type(), use.properties(), object.with("spec", spec(object.object("spec"))), use.flow());
  }

  private static Json.Obj spec(Json.Obj old) {
    Json.Obj spec = old.without("backend");
    if (old.get("backend").isPresent()) {
      spec = spec.with("defaultBackend", backend(old.object("backend")));
    }
    List<Json> rules = new ArrayList<>();
    for (Json rule : old.items("rules")) {
      List<Json> paths = new ArrayList<>();
      for (Json path : rule.items("http", "paths")) {
        Json.Obj made = path.object().with("backend", backend(path.object("backend")));
        made = made.get("path").isPresent() ? made : made.with("path", "/");
        paths.add(
            made.get("pathType").isPresent()
                ? made
                : made.with("pathType", "ImplementationSpecific"));
      }
      rules.add(rule.object().with("http", Json.Obj.EMPTY.with("paths", Json.of(paths))));
    }
    return rules.isEmpty() ? spec : spec.with("rules", Json.of(rules));
  }

  private static Json.Obj backend(Json.Obj old) {
    if (old.get("serviceName").isEmpty()) {
      return old;
    }
    Json port = old.get("servicePort").orElse(Json.Null.VALUE);
    Json.Obj ported = Json.Obj.EMPTY.with(port instanceof Json.Num ? "number" : "name", port);
    Json.Obj service =
        Json.Obj.EMPTY.with("name", old.get("serviceName").orElseThrow()).with("port", ported);
    return Json.Obj.EMPTY.with("service", service);
  }
}
