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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * The OpenAPI documents of all groups and versions, made when they are first asked for and kept
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

  /** The documents of a root, as long as its types are these. */
  private static final class Kept {
    final Map<ResourceType, Optional<ObjectNode>> types;
    final String tag;
    final AtomicReference<byte[]> json = new AtomicReference<>(new byte[0]);

    Kept(Map<ResourceType, Optional<ObjectNode>> types) {
      this.types = types;
      this.tag = tagOf(types);
    }

    private static String tagOf(Map<ResourceType, Optional<ObjectNode>> types) {
      StringBuilder all = new StringBuilder();
      types.forEach((type, schema) -> all.append(type).append(schema).append('\n'));
      return Page.digest(all.toString());
    }
  }

  /** {@code /openapi/v3}: where the documents are; the address changes with the document. */
  public Page index() {
    ObjectNode index = Documents.object();
    ObjectNode paths = index.putObject("paths");
    for (String root : discovery.roots()) {
      String url = "/openapi/v3/%s?hash=%s".formatted(root, kept(root, typesOf(root)).tag);
      paths.putObject(root).put("serverRelativeURL", url);
    }
    return Page.of(Documents.bytes(index));
  }

  /** {@code /openapi/v3/ROOT}, for example {@code apis/apps/v1}. */
  public Optional<Page> document(String root) {
    Map<ResourceType, Optional<ObjectNode>> types = typesOf(root);
    if (types.isEmpty()) {
      return Optional.empty();
    }
    Kept found = kept(root, types);
    return Optional.of(new Page(found.tag, () -> json(found)));
  }

  /** {@code /openapi/v2}: all of them in one. */
  public Page all() {
    StringBuilder tags = new StringBuilder();
    discovery.roots().forEach(root -> tags.append(kept(root, typesOf(root)).tag));
    return new Page(
        Page.digest(tags.toString()),
        () ->
            Documents.bytes(
                OpenApiV2.of(
                    discovery.roots().stream().map(this::typesOf).map(this::make).toList())));
  }

  private Kept kept(String root, Map<ResourceType, Optional<ObjectNode>> types) {
    return kept.compute(
        root,
        (key, present) ->
            present != null && present.types.equals(types) ? present : new Kept(types));
  }

  // Made at most once by each of those who come first; all make the same.
  private byte[] json(Kept found) {
    if (found.json.getAcquire().length == 0) {
      found.json.setRelease(Documents.bytes(make(found.types)));
    }
    return found.json.getAcquire();
  }

  private ObjectNode make(Map<ResourceType, Optional<ObjectNode>> types) {
    Map<ResourceType, ObjectNode> custom = new LinkedHashMap<>();
    types.forEach((type, schema) -> schema.ifPresent(s -> custom.put(type, s)));
    return custom.isEmpty()
        ? catalog.openApiDocument(List.copyOf(types.keySet()))
        : catalog.openApiDocument(custom);
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
}
