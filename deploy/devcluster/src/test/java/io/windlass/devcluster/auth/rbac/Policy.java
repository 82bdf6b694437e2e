package io.windlass.devcluster.auth.rbac;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.RequestScope.User;
import io.windlass.devcluster.auth.Access;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.document.YamlDocuments;
import io.windlass.devcluster.store.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Roles and bindings in YAML, and questions in words. */
final class Policy {
  private static final Pattern DOCUMENT_END = Pattern.compile("---\n");

  private final Grants grants = new Grants();

  /** Takes documents in YAML, with three dashes between them. */
  static Policy of(String yaml) {
    Policy policy = new Policy();
    for (String document : DOCUMENT_END.split(yaml, -1)) {
      policy.put(YamlDocuments.parse(document.getBytes(StandardCharsets.UTF_8)));
    }
    return policy;
  }

  private void put(ObjectNode object) {
    if (object.has("roleRef")) {
      grants.putBinding(key(object), Binding.of(object));
    } else {
      grants.putRole(key(object), Rule.of(object));
    }
  }

  Rbac rbac() {
    return new Rbac(grants);
  }

  Grants grants() {
    return grants;
  }

  static ObjectKey key(ObjectNode object) {
    return new ObjectKey(
        Documents.text(object, "metadata", "namespace"),
        Documents.text(object, "metadata", "name"));
  }

  /** {@code get deployments.apps/scale web in shop}; the name and the namespace may be left out. */
  static Access access(String words) {
    List<String> parts = List.of(words.split(" ", -1));
    String target = parts.get(1);
    if (target.startsWith("/")) {
      return new Access.ToPath(parts.getFirst(), target);
    }
    int in = parts.indexOf("in");
    String namespace = in < 0 ? "" : parts.get(in + 1);
    String name = parts.size() > 2 && in != 2 ? parts.get(2) : "";
    int slash = target.indexOf('/');
    String typed = slash < 0 ? target : target.substring(0, slash);
    String subresource = slash < 0 ? "" : target.substring(slash + 1);
    int dot = typed.indexOf('.');
    String group = dot < 0 ? "" : typed.substring(dot + 1);
    String resource = dot < 0 ? typed : typed.substring(0, dot);
    return new Access.ToResource(
        parts.getFirst(), group, resource, subresource, new Access.Place(namespace, name));
  }

  /** {@code anna} or {@code anna,group,group}. */
  static User user(String words) {
    String[] parts = words.split(",", -1);
    return User.named(parts[0], List.of(parts).subList(1, parts.length).toArray(String[]::new));
  }
}
