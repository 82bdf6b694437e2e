package io.windlass.devcluster.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.print.TablePrinter;
import io.windlass.devcluster.store.Stored;
import io.windlass.devcluster.store.TypeStore;
import java.util.List;
import java.util.Optional;

/** One served type with everything that its verbs need. */
public record Served(
    ResourceType type,
    TypeStore store,
    TypeRules rules,
    TablePrinter printer,
    Conversion conversion,
    Optional<ScalePaths> scale) {

  /** The same with other columns. */
  public Served printedBy(TablePrinter other) {
    return new Served(type, store, rules, other, conversion, scale);
  }

  /** Whether the stored bytes are what this version answers. */
  public boolean storedAsServed(Stored stored) {
    return stored.apiVersion().equals(type.apiVersion())
        && stored.version() > conversion.settledVersion();
  }

  /** An object in this version. */
  public ObjectNode read(Stored stored) {
    ObjectNode tree = stored.tree();
    return storedAsServed(stored) ? tree : conversion.fromStored().apply(tree);
  }

  /** Objects in this version, converted together where that is cheaper. */
  public List<ObjectNode> readAll(List<Stored> objects) {
    if (conversion.allFromStored().isEmpty() || objects.stream().allMatch(this::storedAsServed)) {
      return objects.stream().map(this::read).toList();
    }
    return conversion.allFromStored().get().apply(objects.stream().map(Stored::tree).toList());
  }

  /** The same for those who only read it: a tree that others may be reading, too. */
  ObjectNode show(Stored stored) {
    return storedAsServed(stored) ? stored.shared() : read(stored);
  }

  /** An object of this version in another version of its type; may change the object. */
  public ObjectNode convert(ObjectNode object, Served other) {
    ObjectNode stored = toStored(object);
    boolean same = conversion.storedApiVersion().equals(other.type.apiVersion());
    return same ? stored : other.conversion.fromStored().apply(stored);
  }

  /** An object of this version as it is stored. */
  ObjectNode toStored(ObjectNode object) {
    boolean same = conversion.storedApiVersion().equals(type.apiVersion());
    return same ? object : conversion.toStored().apply(object);
  }
}
