package io.windlass.devcluster.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.rest.Admission.Operation;
import io.windlass.devcluster.rest.Admission.Request;
import io.windlass.devcluster.select.LabelSelector;
import io.windlass.devcluster.store.ClusterStore;
import io.windlass.devcluster.store.ObjectKey;
import io.windlass.devcluster.store.Stored;
import io.windlass.devcluster.store.TypeStore;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which objects a webhook wants to see, by labels of the object and its namespace. Thread-safe. */
final class HookFilter {
  private static final ResourceType NAMESPACES =
      new ResourceType(
          "",
          "v1",
          new ResourceType.Names("Namespace", "namespaces", "namespace", List.of(), List.of()),
          false,
          Set.of(),
          Set.of());

  private final TypeStore namespaces;

  HookFilter(ClusterStore store) {
    this.namespaces = store.of(NAMESPACES);
  }

  /** Absent objects are missing nodes. */
  boolean wants(Hook.Matching matching, Request request, JsonNode object, JsonNode before) {
    return namespaceMatches(matching.namespaces(), request, object)
        && objectMatches(matching.objects(), object, before);
  }

  /** The namespace that a request is in; a missing node if it is in none, or is about one. */
  JsonNode namespace(Request request) {
    boolean isNamespace = request.served().type().qualifiedName().equals("namespaces");
    String namespace = request.key().namespace();
    return namespace.isEmpty() || isNamespace
        ? MissingNode.getInstance()
        : namespaces
            .get(new ObjectKey("", namespace))
            .orElseThrow(() -> ApiException.notFound(NAMESPACES, namespace))
            .tree();
  }

  private static boolean objectMatches(LabelSelector selector, JsonNode object, JsonNode before) {
    return selector.requirements().isEmpty()
        || isSelected(selector, object)
        || isSelected(selector, before);
  }

  private static boolean isSelected(LabelSelector selector, JsonNode object) {
    return object.isObject() && selector.matches(labels(object));
  }

  private boolean namespaceMatches(LabelSelector selector, Request request, JsonNode object) {
    boolean isNamespace = request.served().type().qualifiedName().equals("namespaces");
    String namespace = request.key().namespace();
    if (selector.requirements().isEmpty() || (namespace.isEmpty() && !isNamespace)) {
      return true;
    }
    boolean stated = isNamespace && request.subresource().isEmpty();
    if (stated && request.operation() != Operation.DELETE) {
      return selector.matches(labels(object));
    }
    String name = isNamespace ? request.key().name() : namespace;
    Stored stored =
        namespaces
            .get(new ObjectKey("", name))
            .orElseThrow(() -> ApiException.notFound(NAMESPACES, name));
    return selector.matches(stored.labels());
  }

  private static Map<String, String> labels(JsonNode object) {
    return Documents.textMap(Documents.at(object, "metadata", "labels"));
  }
}
