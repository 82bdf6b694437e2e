package io.windlass.oam.translate;

import io.windlass.core.model.Json;
import io.windlass.oam.document.Node;
import io.windlass.oam.document.Problems;
import io.windlass.oam.environment.Environment;
import io.windlass.oam.environment.Served;
import io.windlass.oam.model.Application;
import io.windlass.oam.model.Characteristics;
import io.windlass.oam.model.Flow;
import io.windlass.oam.model.Instance;
import io.windlass.oam.model.Kind;
import io.windlass.oam.model.ScopeRequest;
import io.windlass.oam.model.ScopeUse;
import io.windlass.oam.model.Workload;
import io.windlass.oam.render.Rendered;
import io.windlass.oam.render.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The scopes that an application declares or joins. A health scope becomes an object with the
 * thresholds that were asked for; a kind that nobody keeps is named in a problem.
 */
record Scopes(Application application, Environment environment, Served served, Problems problems) {
  private static final Kind HEALTH_SCOPE = new Kind("core.oam.dev/v1alpha2", "HealthScope");
  private static final Set<String> HEALTH =
      Set.of(
          "core.oam.dev/v1alpha1.HealthScope",
          "core.oam.dev/v1alpha2.HealthScope",
          "core.oam.dev/v1alpha1.Health");
  private static final String[] PROPERTIES = {
    "probe-method",
    "probe-endpoint",
    "probe-timeout",
    "probe-interval",
    "failure-rate-threshold",
    "healthy-rate-threshold",
    "health-threshold-percentage",
    "healthThresholdPercentage",
    "required-healthy-components",
    "requiredHealthyComponents"
  };

  /** The objects of the scopes that it declares. */
  List<Rendered> objects() {
    List<Rendered> objects = new ArrayList<>();
    for (ScopeRequest request : application.scopes()) {
      Node properties = request.properties();
      if (HEALTH.contains(request.type())) {
        objects.add(health(properties));
      } else if (!request.type().isEmpty()) {
        properties.error(
            "NotOffered",
            "there are no scopes of type \"%s\", only HealthScopes".formatted(request.type()));
      }
    }
    application.instances().forEach(Scopes::joins);
    return objects;
  }

  private static void joins(Instance instance) {
    for (ScopeUse use : instance.scopes()) {
      if (!use.type().isEmpty() && !HEALTH.contains(use.type())) {
        use.at().error("NotOffered", "there are no scopes of kind %s".formatted(use.type()));
      } else {
        use.at()
            .warn(
                "ScopeNotEvaluated",
                "scope \"%s\" is not evaluated: each instance's health stands in this"
                        .formatted(use.name())
                    + " application's own status");
      }
    }
  }

  private Rendered health(Node properties) {
    properties.only(PROPERTIES);
    Json.Obj spec = Json.Obj.EMPTY;
    spec = number(spec, properties, "probe-timeout", "probe-timeout", 86_400);
    spec = number(spec, properties, "probe-interval", "probe-interval", 86_400);
    String threshold = properties.first("health-threshold-percentage", "healthThresholdPercentage");
    spec = number(spec, properties, threshold, "health-threshold-percentage", 100);
    String required = properties.first("required-healthy-components", "requiredHealthyComponents");
    List<String> names = properties.texts(required);
    if (!names.isEmpty()) {
      spec =
          spec.with("required-healthy-components", Json.of(names.stream().map(Json::of).toList()));
    }
    String method = properties.text("probe-method").orElse("kube-get");
    if (!method.equals("kube-get") && !method.equals("httpGet")) {
      properties.errorAt(
          "probe-method", Node.INVALID, "\"%s\" is none of kube-get, httpGet".formatted(method));
    }
    spec = spec.with("probe-method", method).with("workloadRefs", Json.of(List.of()));
    String name = application.identity().name();
    return new Rendered(
        site(name, properties).traitObject(HEALTH_SCOPE, name).with("spec", spec),
        "",
        "scope",
        false,
        List.of());
  }

  private static Json.Obj number(
      Json.Obj spec, Node properties, String field, String name, int most) {
    return properties
        .whole(field, 0, most)
        .map(value -> spec.with(name, Json.of(value)))
        .orElse(spec);
  }

  /** The scope belongs to no instance, and takes the application's name for one. */
  private Site site(String name, Node at) {
    Workload nothing =
        new Workload.Embedded(
            Json.Obj.EMPTY,
            HEALTH_SCOPE.toString(),
            new Characteristics(false, false, false, false));
    Instance whole = new Instance(name, name, "", at, nothing, List.of(), List.of(), Flow.none());
    return new Site(application, whole, environment, served, problems);
  }
}
