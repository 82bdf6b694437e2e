package io.windlass.devcluster.sim.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.select.LabelSelector;
import io.windlass.devcluster.sim.object.Meta;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The templates that a StatefulSet or DaemonSet has had, as ControllerRevisions. What is rolled
 * back to becomes the newest revision again, under its old name. Thread-safe.
 */
public final class RevisionHistory {
  private static final Comparator<ObjectNode> OLDEST_FIRST =
      Comparator.comparingLong((ObjectNode revision) -> revision.path("revision").asLong())
          .thenComparing(revision -> Meta.of(revision).key().name());

  private final ControllerClient client;
  private final ResourceType type;
  private final Dependents dependents;
  private final String hashLabel;

  /**
   * @param hashLabel the label in which revisions carry their hash
   */
  public RevisionHistory(ControllerClient client, String hashLabel) {
    this.client = client;
    this.type = client.type("apps/v1", "controllerrevisions");
    this.dependents = new Dependents(client, type);
    this.hashLabel = hashLabel;
  }

  /**
   * A history with its newest revision, which is that of the owner's present template.
   *
   * @param collisions how many names have been taken by others, for {@code status.collisionCount}
   */
  public record Line(List<ObjectNode> revisions, ObjectNode newest, int collisions) {
    public Line {
      revisions = List.copyOf(revisions);
    }

    /** The revision of this name. */
    public Optional<ObjectNode> named(String name) {
      return revisions.stream().filter(r -> nameOf(r).equals(name)).findFirst();
    }

    public String newestName() {
      return nameOf(newest);
    }
  }

  /** The owner's history, in which the present template is the newest afterwards. */
  public Line sync(ObjectNode owner, LabelSelector selector) {
    List<ObjectNode> known = known(owner, selector);
    int collisions = owner.at("/status/collisionCount").asInt();
    if (Meta.of(owner).deleted().isPresent() && !known.isEmpty()) {
      return new Line(known, known.getLast(), collisions);
    }
    JsonNode present = data(owner);
    Optional<ObjectNode> same =
        known.reversed().stream().filter(r -> r.path("data").equals(present)).findFirst();
    long next = known.isEmpty() ? 1 : known.getLast().path("revision").asLong() + 1;
    if (same.isEmpty()) {
      Made made = create(owner, present, next, collisions);
      List<ObjectNode> all = new ArrayList<>(known);
      all.add(made.revision());
      return new Line(all, made.revision(), made.collisions());
    }
    if (same.get().equals(known.getLast())) {
      return new Line(known, known.getLast(), collisions);
    }
    ObjectNode newest = renumbered(same.get(), next);
    List<ObjectNode> all = new ArrayList<>(known);
    all.remove(same.get());
    all.add(newest);
    return new Line(all, newest, collisions);
  }

  /** Deletes the oldest revisions of those that are not in use, down to a limit. */
  public void truncate(Line line, Set<String> inUse, int limit) {
    List<ObjectNode> unused =
        line.revisions().stream().filter(r -> !inUse.contains(nameOf(r))).toList();
    unused.stream()
        .limit(Math.max(0, unused.size() - limit))
        .forEach(revision -> client.delete(type, Meta.of(revision)));
  }

  public static String nameOf(ObjectNode revision) {
    return Meta.of(revision).key().name();
  }

  /** The template that a revision keeps. */
  public static ObjectNode template(ObjectNode revision) {
    ObjectNode template = revision.at("/data/spec/template").deepCopy();
    template.remove("$patch");
    return template;
  }

  /** The hash in a revision's name. */
  public String hash(ObjectNode revision) {
    return Meta.labels(revision).getOrDefault(hashLabel, "");
  }

  private record Made(ObjectNode revision, int collisions) {}

  private List<ObjectNode> known(ObjectNode owner, LabelSelector selector) {
    return dependents.claim(owner, selector).stream().sorted(OLDEST_FIRST).toList();
  }

  // A patch that puts this template in the place of whichever there is.
  private static JsonNode data(ObjectNode owner) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    ObjectNode template = owner.at("/spec/template").deepCopy();
    template.put("$patch", "replace");
    data.putObject("spec").set("template", template);
    return data;
  }

  private Made create(ObjectNode owner, JsonNode data, long number, int collisions) {
    int tried = collisions;
    while (true) {
      ObjectNode revision = revision(owner, data, number, PodTemplates.hash(data, tried));
      try {
        return new Made(client.create(type, revision), tried);
      } catch (ApiException e) {
        if (e.code() != 409) {
          throw e;
        }
        Optional<ObjectNode> there = client.find(type, Meta.of(revision).key());
        if (there.isPresent() && there.get().path("data").equals(data)) {
          return new Made(there.get(), tried);
        }
        tried++;
      }
    }
  }

  private ObjectNode revision(ObjectNode owner, JsonNode data, long number, String hash) {
    Meta.Key key = Meta.of(owner).key();
    ObjectNode revision = JsonNodeFactory.instance.objectNode();
    revision.put("apiVersion", "apps/v1").put("kind", "ControllerRevision");
    ObjectNode meta = revision.putObject("metadata");
    meta.put("name", key.name() + "-" + hash).put("namespace", key.namespace());
    ObjectNode labels = meta.putObject("labels");
    Meta.strings(owner.at("/spec/template/metadata/labels")).forEach(labels::put);
    labels.put(hashLabel, hash);
    Meta.annotations(owner).forEach(meta.putObject("annotations")::put);
    meta.putArray("ownerReferences").add(Controlling.reference(owner));
    revision.set("data", data);
    return revision.put("revision", number);
  }

  private ObjectNode renumbered(ObjectNode revision, long number) {
    return client
        .change(type, Meta.of(revision), "", r -> r.put("revision", number))
        .orElse(revision);
  }
}
