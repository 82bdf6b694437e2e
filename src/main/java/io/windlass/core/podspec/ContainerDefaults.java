package io.windlass.core.podspec;

import static io.windlass.core.podspec.Filling.child;
import static io.windlass.core.podspec.Filling.each;
import static io.windlass.core.podspec.Filling.empty;
import static io.windlass.core.podspec.Filling.missing;
import static io.windlass.core.podspec.Filling.zero;

import io.windlass.core.model.Json;

/** The defaults of one container. Stateless. */
public final class ContainerDefaults {
  private ContainerDefaults() {}

  /** A container with all defaults. */
  public static Json.Obj fill(Json.Obj container) {
    Json.Obj filled = empty(container, "imagePullPolicy", pullPolicy(container));
    filled = empty(filled, "terminationMessagePath", "/dev/termination-log");
    filled = empty(filled, "terminationMessagePolicy", "File");
    filled = each(filled, "ports", port -> empty(port, "protocol", "TCP"));
    filled = each(filled, "env", ContainerDefaults::variable);
    for (String probe : new String[] {"livenessProbe", "readinessProbe", "startupProbe"}) {
      filled = child(filled, probe, ContainerDefaults::probe);
    }
    return child(
        filled,
        "lifecycle",
        lifecycle ->
            child(
                child(lifecycle, "postStart", ContainerDefaults::handler),
                "preStop",
                ContainerDefaults::handler));
  }

  private static String pullPolicy(Json.Obj container) {
    String image = container.text("image").orElse("");
    String name = image.substring(image.lastIndexOf('/') + 1);
    int digest = name.indexOf('@');
    String tagged = digest < 0 ? name : name.substring(0, digest);
    boolean latest = tagged.endsWith(":latest") || (digest < 0 && !tagged.contains(":"));
    return latest ? "Always" : "IfNotPresent";
  }

  private static Json.Obj variable(Json.Obj variable) {
    return child(
        variable,
        "valueFrom",
        source -> child(source, "fieldRef", field -> empty(field, "apiVersion", "v1")));
  }

  private static Json.Obj probe(Json.Obj probe) {
    Json.Obj filled = zero(probe, "timeoutSeconds", 1);
    filled = zero(filled, "periodSeconds", 10);
    filled = zero(filled, "successThreshold", 1);
    filled = zero(filled, "failureThreshold", 3);
    return handler(child(filled, "grpc", grpc -> missing(grpc, "service", "")));
  }

  private static Json.Obj handler(Json.Obj handler) {
    return child(handler, "httpGet", get -> empty(empty(get, "path", "/"), "scheme", "HTTP"));
  }
}
