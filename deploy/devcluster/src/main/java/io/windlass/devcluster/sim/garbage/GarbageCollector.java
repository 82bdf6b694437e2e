package io.windlass.devcluster.sim.garbage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ClusterApi;
import io.windlass.devcluster.api.ClusterApi.Event;
import io.windlass.devcluster.api.ClusterApi.Ref;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.sim.census.Census;
import io.windlass.devcluster.sim.garbage.Judgement.OwnerState;
import io.windlass.devcluster.sim.object.Announcer;
import io.windlass.devcluster.sim.object.Notice;
import io.windlass.devcluster.sim.work.KeyedLoop;
import io.windlass.devcluster.sim.work.Part;
import io.windlass.devcluster.sim.work.Surroundings;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Deletes dependents whose owners are all gone, and finishes deletions in the foreground and with
 * orphans. Driven by events alone. Before it deletes anything it reads the object and its owners
 * once more, and deletes only what it has read.
 */
public final class GarbageCollector implements Census.Observer, Part {
  private static final int WORKERS = 4;

  private final ClusterApi api;
  private final OwnerGraph graph = new OwnerGraph();
  private final Set<String> undecided = ConcurrentHashMap.newKeySet();
  private final Announcer announcer;
  private final KeyedLoop<String> loop;

  public GarbageCollector(Surroundings surroundings) {
    Surroundings own = surroundings.as("garbage-collector");
    this.api = own.api();
    this.announcer = new Announcer(own.api(), own.clock(), "garbage-collector-controller", false);
    this.loop = new KeyedLoop<>("garbage collector", own, WORKERS, this::step);
  }

  @Override
  public void observe(ResourceType type, Event event) {
    Entry entry = Entry.of(type, event.object());
    boolean gone = event.kind() == Event.Kind.DELETED;
    (gone ? graph.remove(entry.uid()) : graph.put(entry)).forEach(loop::touch);
  }

  @Override
  public void typesChanged() {
    Set<String> again = Set.copyOf(undecided);
    undecided.removeAll(again);
    again.forEach(loop::touch);
  }

  @Override
  public void close() {
    loop.close();
  }

  private Optional<Instant> step(String uid) {
    Optional<Entry> known = graph.entry(uid);
    if (known.isPresent()) {
      Optional<ObjectNode> object = find(known.get().ref());
      object
          .filter(o -> Entry.of(known.get().ref().type(), o).uid().equals(uid))
          .ifPresent(o -> judge(Entry.of(known.get().ref().type(), o), o));
    }
    return Optional.empty();
  }

  private void judge(Entry entry, ObjectNode object) {
    if (entry.deleting()) {
      switch (entry.duty()) {
        case FOREGROUND -> deleteDependentsFirst(entry);
        case ORPHAN -> orphan(entry);
        case NONE -> {}
      }
      return;
    }
    Map<String, OwnerState> owners = new HashMap<>();
    entry.owners().forEach(owner -> owners.put(owner.uid(), state(owner, entry)));
    entry.owners().stream()
        .filter(owner -> isElsewhere(owner, entry))
        .forEach(owner -> warn(owner, entry, object));
    if (owners.containsValue(OwnerState.UNKNOWN)) {
      undecided.add(entry.uid());
    }
    boolean hasDependents = !graph.dependents(entry.uid()).isEmpty();
    switch (Judgement.of(entry, owners, hasDependents)) {
      case Judgement.Keep() -> {}
      case Judgement.Forget(Set<String> uids) -> forget(entry, uids);
      case Judgement.Delete(String policy) -> delete(entry, object, policy);
    }
  }

  /** Whether the owner lives where objects of the dependent's namespace cannot belong to it. */
  private boolean isElsewhere(Owner owner, Entry dependent) {
    return graph
        .entry(owner.uid())
        .map(Entry::ref)
        .filter(ref -> ref.type().namespaced())
        .filter(ref -> !ref.namespace().equals(dependent.ref().namespace()))
        .isPresent();
  }

  private void warn(Owner owner, Entry dependent, ObjectNode object) {
    String namespace = dependent.ref().namespace();
    String message =
        "ownerRef [%s/%s, namespace: %s, name: %s, uid: %s] does not exist in namespace \"%s\""
            .formatted(
                owner.apiVersion(), owner.kind(), namespace, owner.name(), owner.uid(), namespace);
    announcer.announce(object, "", Notice.warning("OwnerRefInvalidNamespace", message));
  }

  private OwnerState state(Owner owner, Entry dependent) {
    Optional<ResourceType> type = ownerType(owner);
    boolean unreachable =
        type.isPresent() && type.get().namespaced() && !dependent.ref().type().namespaced();
    if (type.isEmpty() || unreachable) {
      return OwnerState.UNKNOWN;
    }
    String namespace = type.get().namespaced() ? dependent.ref().namespace() : "";
    return find(new Ref(type.get(), namespace, owner.name()))
        .map(object -> Entry.of(type.get(), object))
        .filter(found -> found.uid().equals(owner.uid()))
        .map(found -> stateOfFound(owner, found))
        .orElse(OwnerState.GONE);
  }

  private static OwnerState stateOfFound(Owner owner, Entry found) {
    return found.waitsForDependents() && owner.blocks() ? OwnerState.WAITING : OwnerState.ALIVE;
  }

  private Optional<ResourceType> ownerType(Owner owner) {
    return api.types().stream()
        .filter(t -> t.group().equals(owner.group()) && t.kind().equals(owner.kind()))
        .findFirst();
  }

  private void deleteDependentsFirst(Entry entry) {
    List<Entry> dependents = graph.dependents(entry.uid());
    if (dependents.stream().noneMatch(entry::isBlockedBy)) {
      removeFinalizer(entry, Entry.FOREGROUND);
    } else {
      dependents.stream().filter(d -> !d.deleting()).map(Entry::uid).forEach(loop::touch);
    }
  }

  private void orphan(Entry entry) {
    graph.dependents(entry.uid()).forEach(d -> forget(d, Set.of(entry.uid())));
    removeFinalizer(entry, Entry.ORPHAN);
  }

  private void removeFinalizer(Entry entry, String finalizer) {
    change(entry, metadata -> removeIf(metadata, "finalizers", f -> f.asText().equals(finalizer)));
  }

  private void forget(Entry entry, Set<String> owners) {
    change(
        entry,
        metadata ->
            removeIf(metadata, "ownerReferences", r -> owners.contains(r.path("uid").asText())));
  }

  private void change(Entry entry, Consumer<ObjectNode> change) {
    try {
      api.update(
          entry.ref(),
          "",
          object -> {
            ObjectNode metadata = object.withObject("/metadata");
            if (metadata.path("uid").asText().equals(entry.uid())) {
              change.accept(metadata);
            }
            return object;
          });
    } catch (ApiException e) {
      ignoreGone(e);
    }
  }

  private static void removeIf(ObjectNode metadata, String list, Predicate<JsonNode> unwanted) {
    ArrayNode kept = JsonNodeFactory.instance.arrayNode();
    metadata
        .path(list)
        .forEach(item -> Optional.of(item).filter(unwanted.negate()).ifPresent(kept::add));
    if (kept.isEmpty()) {
      metadata.remove(list);
    } else {
      metadata.set(list, kept);
    }
  }

  private void delete(Entry entry, ObjectNode object, String policy) {
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    options.put("propagationPolicy", policy);
    options
        .putObject("preconditions")
        .put("uid", entry.uid())
        .put("resourceVersion", object.path("metadata").path("resourceVersion").asText());
    try {
      api.delete(entry.ref(), options);
    } catch (ApiException e) {
      ignoreGone(e);
    }
  }

  private Optional<ObjectNode> find(Ref ref) {
    try {
      return Optional.of(api.get(ref));
    } catch (ApiException e) {
      ignoreGone(e);
      return Optional.empty();
    }
  }

  private static void ignoreGone(ApiException e) {
    if (e.code() != 404) {
      throw e;
    }
  }
}
