package io.windlass.controllers.adapter.fabric8;

import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.plan.Action.Target;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Paths of the Kubernetes API. */
final class ApiPaths {
  private ApiPaths() {}

  /** All objects of a type, in one namespace or, where that is empty, in all. */
  static String collection(ResourceKind kind, String namespace) {
    String root = kind.group().isEmpty() ? "/api/" : "/apis/" + kind.group() + "/";
    String in = namespace.isEmpty() ? "" : "/namespaces/" + namespace;
    return root + kind.version() + in + "/" + kind.plural();
  }

  static String object(Target target) {
    ObjectKey key = target.key();
    return collection(target.kind(), key.namespace()) + "/" + encoded(key.name());
  }

  static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
