package io.windlass.devcluster.sim.namespace;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ClusterApi;
import io.windlass.devcluster.api.ClusterApi.Event;
import io.windlass.devcluster.api.ClusterApi.Filter;
import io.windlass.devcluster.api.ClusterApi.Ref;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.sim.census.Census;
import io.windlass.devcluster.sim.object.Meta;
import io.windlass.devcluster.sim.work.KeyedLoop;
import io.windlass.devcluster.sim.work.Part;
import io.windlass.devcluster.sim.work.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives each namespace its {@code default} ServiceAccount and {@code kube-root-ca.crt}, and empties
 * the ones that are being deleted: everything in them is deleted, and when nothing is left the
 * finalizer {@code kubernetes} goes. A look costs two lists per namespaced type; there is one when
 * the deletion begins, when the last object goes, and every few seconds between.
 */
public final class Namespaces implements Census.Observer, Part {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);
  private static final String FINALIZER = "kubernetes";
  private static final String CERTIFICATE = "kube-root-ca.crt";
  private static final String ACCOUNT = "default";

  private final Surroundings surroundings;
  private final ClusterApi api;
  private final String rootCertificate;
  private final ResourceType namespaceType;
  private final ResourceType accountType;
  private final ResourceType mapType;
  private final Map<String, Integer> objects = new ConcurrentHashMap<>();
  private final Set<String> ending = ConcurrentHashMap.newKeySet();
  private final KeyedLoop<String> loop;

  /**
   * @param rootCertificate the PEM that goes into each namespace; nothing does if it is empty
   */
  public Namespaces(Surroundings surroundings, String rootCertificate) {
    this.surroundings = surroundings.as("namespace-controller");
    this.api = this.surroundings.api();
    this.rootCertificate = rootCertificate;
    this.namespaceType = api.type("v1", "namespaces");
    this.accountType = api.type("v1", "serviceaccounts");
    this.mapType = api.type("v1", "configmaps");
    this.loop = new KeyedLoop<>("namespaces", this.surroundings, 2, this::step);
  }

  @Override
  public void observe(ResourceType type, Event event) {
    Meta meta = Meta.of(event.object());
    if (type.equals(namespaceType)) {
      observeNamespace(meta, event.kind());
      return;
    }
    String namespace = meta.key().namespace();
    if (namespace.isEmpty()) {
      return;
    }
    int left = count(namespace, event.kind());
    boolean emptied = left == 0 && ending.contains(namespace);
    if (emptied || (isGiven(type, meta) && event.kind() != Event.Kind.ADDED)) {
      loop.touch(namespace);
    }
  }

  @Override
  public void close() {
    loop.close();
  }

  private void observeNamespace(Meta meta, Event.Kind kind) {
    String name = meta.key().name();
    if (kind == Event.Kind.DELETED) {
      ending.remove(name);
      return;
    }
    boolean news = meta.deleted().isPresent() ? ending.add(name) : kind == Event.Kind.ADDED;
    if (news) {
      loop.touch(name);
    }
  }

  private int count(String namespace, Event.Kind kind) {
    int change =
        switch (kind) {
          case ADDED -> 1;
          case MODIFIED -> 0;
          case DELETED -> -1;
        };
    // A namespace that holds nothing leaves the map; null would be its absence.
    Integer left =
        objects.merge(namespace, change, (a, b) -> a + b <= 0 ? null : Integer.valueOf(a + b));
    return left == null ? 0 : left;
  }

  private boolean isGiven(ResourceType type, Meta meta) {
    return (type.equals(accountType) && meta.key().name().equals(ACCOUNT))
        || (type.equals(mapType) && meta.key().name().equals(CERTIFICATE));
  }

  private Optional<Instant> step(String name) {
    Ref ref = new Ref(namespaceType, "", name);
    ObjectNode namespace;
    try {
      namespace = api.get(ref);
    } catch (ApiException e) {
      return ifGone(e);
    }
    if (Meta.of(namespace).deleted().isEmpty()) {
      furnish(name);
      return Optional.empty();
    }
    deleteAll(name);
    Remains remains = remains(name);
    writeConditions(ref, remains);
    if (!remains.isEmpty()) {
      return Optional.of(surroundings.clock().now().plus(LOOK_AGAIN));
    }
    try {
      api.update(ref, "finalize", Namespaces::release);
    } catch (ApiException e) {
      return ifGone(e);
    }
    return Optional.empty();
  }

  private static Optional<Instant> ifGone(ApiException e) {
    if (e.code() == 404) {
      return Optional.empty();
    }
    throw e;
  }

  private void furnish(String namespace) {
    create(accountType, object(namespace, ACCOUNT));
    if (rootCertificate.isEmpty()) {
      return;
    }
    ObjectNode map = object(namespace, CERTIFICATE);
    map.putObject("data").put("ca.crt", rootCertificate);
    if (!create(mapType, map)) {
      api.update(
          new Ref(mapType, namespace, CERTIFICATE),
          "",
          present -> present.set("data", map.path("data").deepCopy()));
    }
  }

  private boolean create(ResourceType type, ObjectNode object) {
    try {
      api.create(type, object);
      return true;
    } catch (ApiException e) {
      if (e.reason().equals("AlreadyExists")) {
        return false;
      }
      throw e;
    }
  }

  private static ObjectNode object(String namespace, String name) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.putObject("metadata").put("namespace", namespace).put("name", name);
    return object;
  }

  private void deleteAll(String namespace) {
    for (ResourceType type : contents()) {
      for (ObjectNode object : api.list(type, within(namespace))) {
        delete(type, Meta.of(object));
      }
    }
  }

  private Remains remains(String namespace) {
    Remains remains = new Remains();
    for (ResourceType type : contents()) {
      api.list(type, within(namespace)).forEach(object -> remains.add(type, object));
    }
    return remains;
  }

  private void writeConditions(Ref namespace, Remains remains) {
    try {
      api.update(
          namespace,
          "status",
          object -> {
            remains.tell(object.withObject("/status"), surroundings.clock().now());
            return object;
          });
    } catch (ApiException e) {
      ifGone(e);
    }
  }

  private List<ResourceType> contents() {
    return api.types().stream()
        .filter(ResourceType::namespaced)
        .filter(type -> type.verbs().containsAll(Set.of("list", "delete")))
        .toList();
  }

  private static Filter within(String namespace) {
    return new Filter(namespace, "", "", "");
  }

  private void delete(ResourceType type, Meta meta) {
    if (meta.deleted().isPresent()) {
      return;
    }
    Ref ref = new Ref(type, meta.key().namespace(), meta.key().name());
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    options
        .put("propagationPolicy", "Background")
        .putObject("preconditions")
        .put("uid", meta.uid());
    try {
      api.delete(ref, options);
    } catch (ApiException e) {
      // Gone, or another one of that name, which the next look finds.
      if (e.code() != 404 && e.code() != 409) {
        throw e;
      }
    }
  }

  private static ObjectNode release(ObjectNode namespace) {
    ArrayNode kept = JsonNodeFactory.instance.arrayNode();
    for (var finalizer : namespace.path("spec").path("finalizers")) {
      if (!finalizer.asText().equals(FINALIZER)) {
        kept.add(finalizer);
      }
    }
    namespace.withObject("/spec").set("finalizers", kept);
    return namespace;
  }
}
