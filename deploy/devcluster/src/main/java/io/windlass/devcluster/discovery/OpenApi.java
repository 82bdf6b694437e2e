package io.windlass.devcluster.discovery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.schema.SchemaCatalog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.zip.CRC32;

/**
 * The OpenAPI v3 documents of all groups and versions, made when they are first asked for and kept
 * until their types change. Thread-safe.
 */
public final class OpenApi {
  private final DiscoveryDocuments discovery;
  private final SchemaCatalog catalog;
  private final Function<ResourceType, Optional<ObjectNode>> customSchemas;
  private final ConcurrentMap<String, Kept> kept = new ConcurrentHashMap<>();

  /**
   * Documents of what is served.
   *
   * @param customSchemas the schema of a custom type; empty for built-in types
   */
  public OpenApi(
      DiscoveryDocuments discovery,
      SchemaCatalog catalog,
      Function<ResourceType, Optional<ObjectNode>> customSchemas) {
    this.discovery = discovery;
    this.catalog = catalog;
    this.customSchemas = customSchemas;
  }

  private static final class Kept {
    final Map<ResourceType, Optional<ObjectNode>> types;
    final byte[] json;

    Kept(Map<ResourceType, Optional<ObjectNode>> types, byte[] json) {
      this.types = types;
      this.json = json;
    }
  }

  /** {@code /openapi/v3}: where the documents are; the address changes with the document. */
  public ObjectNode index() {
    ObjectNode index = Documents.object();
    ObjectNode paths = index.putObject("paths");
    for (String root : discovery.roots()) {
      String url = "/openapi/v3/%s?hash=%s".formatted(root, hash(root));
      paths.putObject(root).put("serverRelativeURL", url);
    }
    return index;
  }

  /** {@code /openapi/v3/ROOT}, for example {@code apis/apps/v1}. */
  public Optional<byte[]> document(String root) {
    Map<ResourceType, Optional<ObjectNode>> types = typesOf(root);
    if (types.isEmpty()) {
      return Optional.empty();
    }
    Kept found =
        kept.compute(
            root,
            (key, present) ->
                present != null && present.types.equals(types) ? present : make(types));
    return Optional.of(found.json);
  }

  private Kept make(Map<ResourceType, Optional<ObjectNode>> types) {
    Map<ResourceType, ObjectNode> custom = new LinkedHashMap<>();
    types.forEach((type, schema) -> schema.ifPresent(s -> custom.put(type, s)));
    ObjectNode document =
        custom.isEmpty()
            ? catalog.openApiDocument(List.copyOf(types.keySet()))
            : catalog.openApiDocument(custom);
    return new Kept(types, Documents.bytes(document));
  }

  private Map<ResourceType, Optional<ObjectNode>> typesOf(String root) {
    List<String> parts = List.of(root.split("/", -1));
    boolean core = parts.getFirst().equals("api") && parts.size() == 2;
    boolean grouped = parts.getFirst().equals("apis") && parts.size() == 3;
    Map<ResourceType, Optional<ObjectNode>> types = new LinkedHashMap<>();
    if (core || grouped) {
      String group = core ? "" : parts.get(1);
      for (ResourceType type : discovery.typesOf(group, parts.getLast())) {
        types.put(type, customSchemas.apply(type));
      }
    }
    return types;
  }

  // Built-in documents never change; custom ones change with what they are made from.
  private String hash(String root) {
    CRC32 crc = new CRC32();
    typesOf(root)
        .forEach(
            (type, schema) -> {
              crc.update(Documents.bytes(Documents.object().put("type", type.toString())));
              schema.ifPresent(s -> crc.update(Documents.bytes(s)));
            });
    return Long.toHexString(crc.getValue());
  }
}
