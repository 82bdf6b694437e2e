package io.windlass.devcluster.auth.rbac;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ClusterApi;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.select.LabelSelector;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/**
 * The roles and bindings that every cluster starts with, as {@code record-policy} wrote them down
 * from a Kubernetes 1.32 API server; aggregated roles are complete at once. Stateless.
 */
public final class BootstrapPolicy {
  private BootstrapPolicy() {}

  /** Creates those that are not there; needs {@code kube-system} and {@code kube-public}. */
  public static void apply(ClusterApi api) {
    List<ObjectNode> objects = recorded();
    for (ObjectNode object : objects) {
      if (Aggregation.collects(object)) {
        object.set("rules", Aggregation.rules(object, selector -> matching(objects, selector)));
      }
    }
    for (ObjectNode object : objects) {
      String plural = Documents.text(object, "kind").toLowerCase(Locale.ROOT) + "s";
      ResourceType type = api.type(Documents.text(object, "apiVersion"), plural);
      api.ensure(type, object);
    }
  }

  private static List<ObjectNode> matching(List<ObjectNode> objects, LabelSelector selector) {
    return objects.stream()
        .filter(object -> Documents.text(object, "kind").equals("ClusterRole"))
        .filter(
            role -> selector.matches(Documents.textMap(Documents.at(role, "metadata", "labels"))))
        .toList();
  }

  private static List<ObjectNode> recorded() {
    try (InputStream in = BootstrapPolicy.class.getResourceAsStream("policy.json")) {
      if (in == null) {
        throw new IllegalStateException("missing resource policy.json");
      }
      return Documents.objects(new ObjectMapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException("policy.json", e);
    }
  }
}
