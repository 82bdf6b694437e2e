package io.windlass.devcluster.sim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ClusterApi;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.select.LabelSelector;
import io.windlass.devcluster.sim.object.Meta;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * An API in a map: versions, uids, finalizers, graceful deletion and watches that are delivered
 * before a write returns, in order. One thread only; no validation.
 */
public final class FakeCluster implements ClusterApi {
  /** One request that changed something: {@code update pods/status default/web}. */
  private final List<String> writes = new ArrayList<>();

  private final Map<String, ResourceType> types = new LinkedHashMap<>();
  private final Map<Ref, ObjectNode> objects =
      new TreeMap<>(
          Comparator.comparing(
              r -> r.type().qualifiedName() + " " + r.namespace() + " " + r.name()));
  private final Map<ResourceType, List<Consumer<Event>>> watchers = new LinkedHashMap<>();
  private final Queue<Runnable> deliveries = new ArrayDeque<>();
  private final TestClock clock;
  private boolean delivering;
  private long version = 100;

  public FakeCluster(TestClock clock) {
    this.clock = clock;
    for (String core : List.of("Pod", "ConfigMap", "ServiceAccount", "Event")) {
      serve("", core, true);
    }
    serve("", "Node", false);
    serve("", "Namespace", false);
    serve("coordination.k8s.io", "Lease", true);
    for (String kind : List.of("ReplicaSet", "Deployment", "StatefulSet", "DaemonSet")) {
      serve("apps", kind, true);
    }
    serve("apps", "ControllerRevision", true);
    serve("batch", "Job", true);
    serve("batch", "CronJob", true);
    serve("", "PersistentVolumeClaim", true);
    serve("storage.k8s.io", "StorageClass", false);
    serve("apiextensions.k8s.io", "CustomResourceDefinition", false);
  }

  /** Serves one more type. */
  public ResourceType serve(String group, String kind, boolean namespaced) {
    String singular = kind.toLowerCase(Locale.ROOT);
    String plural = singular + (singular.endsWith("s") ? "es" : "s");
    ResourceType.Names names = new ResourceType.Names(kind, plural, "", List.of(), List.of());
    Set<String> verbs = Set.of("create", "delete", "get", "list", "update", "watch");
    ResourceType type = new ResourceType(group, "v1", names, namespaced, verbs, Set.of("status"));
    types.put(type.apiVersion() + " " + plural, type);
    return type;
  }

  /** What was written since this was last asked, without Events and Leases. */
  public List<String> takeWrites() {
    List<String> taken =
        writes.stream().filter(w -> !w.contains(" events") && !w.contains(" leases")).toList();
    writes.clear();
    return taken;
  }

  @Override
  public ResourceType type(String apiVersion, String plural) {
    ResourceType type = types.get(apiVersion + " " + plural);
    if (type == null) {
      throw new ApiException(404, "NotFound", "no type", ApiException.Subject.NONE, List.of());
    }
    return type;
  }

  @Override
  public List<ResourceType> types() {
    return List.copyOf(types.values());
  }

  @Override
  public ObjectNode get(Ref ref) {
    return stored(ref).deepCopy();
  }

  @Override
  public List<ObjectNode> list(ResourceType type, Filter filter) {
    return objects.entrySet().stream()
        .filter(e -> e.getKey().type().equals(type))
        .filter(
            e -> filter.namespace().isEmpty() || e.getKey().namespace().equals(filter.namespace()))
        .map(Map.Entry::getValue)
        .filter(o -> LabelSelector.parse(filter.labelSelector()).matches(Meta.labels(o)))
        .filter(o -> filter.ownerUid().isEmpty() || isOwned(o, filter.ownerUid()))
        .map(ObjectNode::deepCopy)
        .toList();
  }

  private static boolean isOwned(ObjectNode object, String uid) {
    return object
        .at("/metadata/ownerReferences")
        .valueStream()
        .anyMatch(owner -> owner.path("uid").asText().equals(uid));
  }

  @Override
  public ObjectNode create(ResourceType type, ObjectNode object) {
    ObjectNode stored = object.deepCopy();
    stored.put("apiVersion", type.apiVersion()).put("kind", type.kind());
    ObjectNode meta = stored.withObject("/metadata");
    if (meta.has("generateName") && !meta.has("name")) {
      meta.put("name", "%s%05d".formatted(meta.path("generateName").asText(), version));
    }
    meta.put("creationTimestamp", clock.now().toString()).put("generation", 1);
    Ref ref = new Ref(type, meta.path("namespace").asText(), meta.path("name").asText());
    if (objects.containsKey(ref)) {
      throw ApiException.alreadyExists(type, ref.name());
    }
    if (!meta.has("uid")) {
      meta.put("uid", "uid-" + version);
    }
    if (type.kind().equals("Namespace")) {
      stored.withObject("/spec").putArray("finalizers").add("kubernetes");
    }
    writes.add("create " + name(ref, ""));
    return store(ref, stored, Event.Kind.ADDED);
  }

  @Override
  public ObjectNode update(Ref ref, String subresource, UnaryOperator<ObjectNode> change) {
    ObjectNode before = stored(ref);
    ObjectNode after = change.apply(before.deepCopy());
    if (after.equals(before)) {
      return before.deepCopy();
    }
    if (!after.path("spec").equals(before.path("spec"))) {
      long generation = before.at("/metadata/generation").asLong() + 1;
      after.withObject("/metadata").put("generation", generation);
    }
    writes.add("update " + name(ref, subresource));
    return endsWith(after) ? remove(ref, after) : store(ref, after, Event.Kind.MODIFIED);
  }

  @Override
  public void delete(Ref ref, ObjectNode deleteOptions) {
    ObjectNode object = stored(ref).deepCopy();
    String uid = deleteOptions.path("preconditions").path("uid").asText();
    if (!uid.isEmpty() && !uid.equals(object.path("metadata").path("uid").asText())) {
      throw ApiException.conflict(ref.type(), ref.name(), "uid");
    }
    writes.add("delete " + name(ref, ""));
    long grace = grace(ref, object, deleteOptions);
    ObjectNode meta = object.withObject("/metadata");
    meta.put("deletionTimestamp", clock.now().plusSeconds(grace).toString());
    meta.put("deletionGracePeriodSeconds", grace);
    if (endsWith(object)) {
      remove(ref, object);
    } else if (!object.equals(stored(ref))) {
      store(ref, object, Event.Kind.MODIFIED);
    }
  }

  @Override
  public ObjectNode scale(Ref ref) {
    ObjectNode object = stored(ref);
    ObjectNode scale = Json.object("{}");
    scale.withObject("/spec").set("replicas", object.path("spec").path("replicas"));
    scale.withObject("/status").set("selector", object.path("status").path("selector"));
    return scale;
  }

  @Override
  public void scale(Ref ref, int replicas) {
    update(
        ref,
        "scale",
        object -> {
          object.withObject("/spec").put("replicas", replicas);
          return object;
        });
  }

  @Override
  public void bind(Ref pod, String nodeName) {
    writes.add("bind " + name(pod, "") + " " + nodeName);
    ObjectNode bound = stored(pod).deepCopy();
    bound.withObject("/spec").put("nodeName", nodeName);
    store(pod, bound, Event.Kind.MODIFIED);
  }

  @Override
  public Subscription watch(ResourceType type, Consumer<Event> consumer) {
    watchers.computeIfAbsent(type, t -> new ArrayList<>()).add(consumer);
    for (ObjectNode object : list(type, Filter.ALL)) {
      deliver(() -> consumer.accept(new Event(Event.Kind.ADDED, object)));
    }
    return () -> watchers.getOrDefault(type, new ArrayList<>()).remove(consumer);
  }

  @Override
  public ClusterApi as(String agent) {
    return this;
  }

  private ObjectNode stored(Ref ref) {
    ObjectNode object = objects.get(ref);
    if (object == null) {
      throw ApiException.notFound(ref.type(), ref.name());
    }
    return object;
  }

  private static long grace(Ref ref, ObjectNode object, ObjectNode options) {
    boolean graceful =
        ref.type().kind().equals("Pod") && !object.path("spec").path("nodeName").asText().isEmpty();
    return graceful ? options.path("gracePeriodSeconds").asLong(30) : 0;
  }

  private static boolean endsWith(ObjectNode object) {
    boolean held =
        !object.path("metadata").path("finalizers").isEmpty()
            || !object.path("spec").path("finalizers").isEmpty();
    return object.path("metadata").has("deletionTimestamp")
        && object.path("metadata").path("deletionGracePeriodSeconds").asLong() == 0
        && !held;
  }

  private ObjectNode store(Ref ref, ObjectNode object, Event.Kind kind) {
    object.withObject("/metadata").put("resourceVersion", Long.toString(++version));
    objects.put(ref, object);
    announce(ref, new Event(kind, object));
    return object.deepCopy();
  }

  private ObjectNode remove(Ref ref, ObjectNode object) {
    object.withObject("/metadata").put("resourceVersion", Long.toString(++version));
    objects.remove(ref);
    announce(ref, new Event(Event.Kind.DELETED, object));
    return object.deepCopy();
  }

  private void announce(Ref ref, Event event) {
    // All watchers are queued before the first is called: a write that it makes comes after.
    watchers
        .getOrDefault(ref.type(), List.of())
        .forEach(watcher -> deliveries.add(() -> watcher.accept(event)));
    deliver(() -> {});
  }

  // A write made by a watcher is delivered after the event that it answers.
  private void deliver(Runnable delivery) {
    deliveries.add(delivery);
    if (delivering) {
      return;
    }
    delivering = true;
    for (Runnable next = deliveries.poll(); next != null; next = deliveries.poll()) {
      next.run();
    }
    delivering = false;
  }

  private static String name(Ref ref, String subresource) {
    String type = ref.type().plural() + (subresource.isEmpty() ? "" : "/" + subresource);
    return type + " " + (ref.namespace().isEmpty() ? "" : ref.namespace() + "/") + ref.name();
  }
}
