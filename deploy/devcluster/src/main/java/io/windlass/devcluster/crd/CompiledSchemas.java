package io.windlass.devcluster.crd;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.cel.ObjectRules;
import io.windlass.devcluster.schema.SchemaCatalog;
import io.windlass.devcluster.schema.TypeSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The schemas of custom types, compiled once: a definition is written more often than its schemas
 * change. Thread-safe.
 */
final class CompiledSchemas {
  private final ConcurrentMap<String, Compiled> known = new ConcurrentHashMap<>();
  private final SchemaCatalog catalog;
  private final LongSupplier latestVersion;

  CompiledSchemas(SchemaCatalog catalog, LongSupplier latestVersion) {
    this.catalog = catalog;
    this.latestVersion = latestVersion;
  }

  /**
   * A schema as stated, the shape that it gives objects, and the rules that it sets.
   *
   * @param since the resourceVersion up to which objects were written under another one
   */
  record Compiled(ObjectNode stated, TypeSchema shape, ObjectRules rules, long since) {
    /** What it states and nobody evaluates. */
    List<String> notEvaluated() {
      List<String> all = new ArrayList<>(shape.notEvaluated());
      rules.faulty().forEach(faulty -> all.add(faulty.toString()));
      return all;
    }
  }

  Compiled of(Definition definition) {
    ResourceType type = definition.type();
    ObjectNode stated = definition.schema();
    String name = type.apiVersion() + "/" + type.plural();
    return known.compute(
        name,
        (key, present) ->
            present != null && present.stated().equals(stated) ? present : compile(type, stated));
  }

  private Compiled compile(ResourceType type, ObjectNode stated) {
    return new Compiled(
        stated, catalog.custom(type, stated), ObjectRules.of(stated), latestVersion.getAsLong());
  }

  /** Forgets those whose name, as in {@code example.com/v1/things}, is out of use. */
  void removeIf(Predicate<String> outOfUse) {
    known.keySet().removeIf(outOfUse);
  }
}
