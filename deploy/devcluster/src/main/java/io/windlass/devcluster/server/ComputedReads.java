package io.windlass.devcluster.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Subject;
import io.windlass.devcluster.api.ComputedObjects;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.document.YamlDocuments;
import io.windlass.devcluster.read.ListOptions;
import io.windlass.devcluster.store.Selection;
import java.util.List;
import java.util.Locale;

/** The verbs get and list on objects that are worked out and not stored. Thread-safe. */
final class ComputedReads {
  private final ComputedObjects computed;

  ComputedReads(ComputedObjects computed) {
    this.computed = computed;
  }

  boolean covers(ResourceType type) {
    return computed.covers(type);
  }

  void answer(Call call) {
    if (call.address().name().isEmpty()) {
      list(call);
    } else {
      get(call);
    }
  }

  private void get(Call call) {
    ResourceType type = call.served().type();
    Address address = call.address();
    ObjectNode object =
        computed
            .get(type, address.namespace(), address.name())
            .orElseThrow(() -> notFound(type, address));
    Reads.answer(call, 200, object);
  }

  // The metrics-server names the kind, and the namespace within the name.
  private static ApiException notFound(ResourceType type, Address address) {
    String kind = type.kind().toLowerCase(Locale.ROOT);
    String name =
        address.namespace().isEmpty() ? address.name() : address.namespace() + "/" + address.name();
    String message = "%s.%s \"%s\" not found".formatted(kind, type.group(), name);
    Subject subject = new Subject(type.group(), kind, name);
    return new ApiException(404, "NotFound", message, subject, List.of());
  }

  private void list(Call call) {
    ResourceType type = call.served().type();
    Selection selection = Reads.selection(call, ListOptions.of(call.exchange()::query, false));
    List<ObjectNode> objects =
        computed.list(type, call.address().namespace(), selection.labels()::matches).stream()
            .filter(object -> selection.fields().matches(field -> value(object, field)))
            .toList();
    Exchange exchange = call.exchange();
    switch (Reads.form(exchange)) {
      case TABLE ->
          exchange.answer(
              200, Encoder.table(call.served(), objects, exchange.query("includeObject")));
      case METADATA, METADATA_LIST -> exchange.answer(200, Encoder.metadataList(objects));
      case YAML ->
          exchange.answer(200, "application/yaml", YamlDocuments.bytes(plain(type, objects)));
      case OBJECT -> exchange.answer(200, plain(type, objects));
    }
  }

  private static String value(ObjectNode object, String field) {
    return Documents.text(object, field.split("\\."));
  }

  private static ObjectNode plain(ResourceType type, List<ObjectNode> objects) {
    ObjectNode list = Encoder.list(type.kind() + "List", type.apiVersion());
    ArrayNode items = list.putArray("items");
    objects.forEach(items::add);
    return list;
  }
}
