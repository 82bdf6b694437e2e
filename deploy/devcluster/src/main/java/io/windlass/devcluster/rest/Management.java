package io.windlass.devcluster.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.clock.ClusterClock;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.manage.Ownership;
import io.windlass.devcluster.manage.Ownership.Entries;
import io.windlass.devcluster.manage.Writer;
import io.windlass.devcluster.schema.TypeSchema;
import java.util.List;
import java.util.Optional;

/** Keeps {@code metadata.managedFields} of written objects. Thread-safe. */
public final class Management {
  private static final String MANAGED = "managedFields";

  /** The served types, and that of {@code autoscaling/v1 Scale}. */
  public record Types(Registry registry, TypeSchema scale) {}

  private final Registry registry;
  private final ClusterClock clock;

  public Management(Registry registry, ClusterClock clock) {
    this.registry = registry;
    this.clock = clock;
  }

  /** Takes the managedFields out of an object; a missing node if it has none. */
  static JsonNode detach(ObjectNode object) {
    JsonNode found = MissingNode.getInstance();
    if (object.get("metadata") instanceof ObjectNode metadata) {
      found = Optional.ofNullable(metadata.remove(MANAGED)).orElse(found);
    }
    return found;
  }

  /** The same; those of the old object itself if they are equal, so that they compare at once. */
  static JsonNode detach(ObjectNode object, ObjectNode old) {
    JsonNode sent = detach(object);
    JsonNode stored = of(old);
    return sent.equals(stored) ? stored : sent;
  }

  /** Puts them into an object; takes those that it has if there are none. */
  static void attach(ObjectNode object, JsonNode managedFields) {
    ObjectNode metadata = Documents.metadata(object);
    if (managedFields.isEmpty()) {
      metadata.remove(MANAGED);
    } else {
      metadata.set(MANAGED, managedFields);
    }
  }

  static JsonNode of(ObjectNode object) {
    return Documents.at(object, "metadata", MANAGED);
  }

  /** 400 for managedFields that do not decode; those that were stored are not looked at. */
  static void checkDecodes(TypeRules rules, JsonNode sent, JsonNode stored) {
    if (!sent.isEmpty() && !sent.equals(stored)) {
      ObjectNode probe = Documents.object();
      probe.putObject("metadata").set(MANAGED, sent.deepCopy());
      rules.decode(probe);
    }
  }

  /** Writes into a new object that its creator owns what it says. */
  void create(Served served, ObjectNode object, JsonNode sent, WriteOptions options) {
    create(served, "", object, sent, options);
  }

  /** The same for the creator of a status. */
  void createStatus(Served served, ObjectNode object, JsonNode sent, WriteOptions options) {
    create(served, "status", object, sent, options);
  }

  private void create(
      Served served, String part, ObjectNode object, JsonNode sent, WriteOptions options) {
    if (options.owner().applies()) {
      attach(object, sent);
      return;
    }
    ObjectNode blank = served.rules().managed().blank();
    ArrayNode now =
        new Ownership(versions(served, part))
            .update(blank, object, Entries.sent(sent), writer(options, part));
    attach(object, now);
  }

  /** Writes into a changed object who owns what now. */
  void update(Updater.Write write, ObjectNode object, ObjectNode old, JsonNode sent) {
    String subresource = write.subresource();
    if (subresource.equals("scale") || write.options().owner().applies()) {
      attach(object, sent);
    } else if (subresource.equals("binding")) {
      attach(object, of(old));
    } else {
      ArrayNode now =
          new Ownership(versions(write.served(), subresource))
              .update(
                  old, object, new Entries(of(old), sent), writer(write.options(), subresource));
      attach(object, now);
    }
  }

  /** Lets an object that differs only in the times of its managers be what it was. */
  static void keepTimes(ObjectNode object, ObjectNode old) {
    JsonNode before = of(old);
    JsonNode now = of(object);
    if (!before.isEmpty()
        && before.size() == now.size()
        && !before.equals(now)
        && timeless(before).equals(timeless(now))) {
      attach(object, before);
      if (!Documents.same(object, old)) {
        attach(object, now);
      }
    }
  }

  private static ArrayNode timeless(JsonNode entries) {
    ArrayNode copy = JsonNodeFactory.instance.arrayNode();
    for (JsonNode entry : entries) {
      ObjectNode without = copy.addObject();
      entry.properties().forEach(e -> without.set(e.getKey(), e.getValue()));
      without.remove("time");
    }
    return copy;
  }

  Writer writer(WriteOptions options, String subresource) {
    return new Writer(options.owner().manager(), subresource, clock.now());
  }

  /** All versions in which the objects of a type are served. */
  List<Served> versionsOf(Served served) {
    return registry.all().stream().filter(other -> other.store() == served.store()).toList();
  }

  ServedVersions versions(Served served, String subresource) {
    return new ServedVersions(served, subresource, registry);
  }
}
