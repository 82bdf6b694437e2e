package io.windlass.devcluster.sim.endpoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ClusterApi;
import io.windlass.devcluster.api.ClusterApi.Event;
import io.windlass.devcluster.api.ClusterApi.Filter;
import io.windlass.devcluster.api.ClusterApi.Ref;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.select.LabelSelector;
import io.windlass.devcluster.sim.census.Census;
import io.windlass.devcluster.sim.object.Meta;
import io.windlass.devcluster.sim.object.StatusWrite;
import io.windlass.devcluster.sim.roster.PodFacts;
import io.windlass.devcluster.sim.roster.PodRoster;
import io.windlass.devcluster.sim.roster.Selectors;
import io.windlass.devcluster.sim.work.KeyedLoop;
import io.windlass.devcluster.sim.work.Part;
import io.windlass.devcluster.sim.work.Surroundings;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Keeps the EndpointSlices and the Endpoints of Services that select pods. A change of a pod costs
 * O(Services of its namespace) to find those that it counts for, and each of those O(its pods), one
 * list of its slices and a write for each slice that differs.
 */
public final class Endpoints implements Census.Observer, PodRoster.Listener, Part {
  private static final int WORKERS = 2;
  private static final int MOST_ADDRESSES = 1000;
  private static final String ZONE = "topology.kubernetes.io/zone";
  private static final String SERVICE = "kubernetes.io/service-name";

  private record Service(ObjectNode object, LabelSelector selector) {}

  private final ClusterApi api;
  private final PodRoster roster;
  private final KeyedLoop<Meta.Key> loop;
  private final Map<String, Map<String, Service>> services = new ConcurrentHashMap<>();
  private final Map<String, String> zones = new ConcurrentHashMap<>();

  /** A controller that works once the census tells it of Services. */
  public Endpoints(Surroundings outer, PodRoster roster) {
    Surroundings surroundings = outer.as("endpointslice-controller");
    this.api = surroundings.api();
    this.roster = roster;
    this.loop = new KeyedLoop<>("endpoints", surroundings, WORKERS, this::step);
    roster.listen(this);
  }

  @Override
  public void observe(ResourceType type, Event event) {
    Meta.Key key = Meta.of(event.object()).key();
    switch (type.qualifiedName()) {
      case "services" -> observeService(key, event);
      case "nodes" -> {
        String zone = Meta.labels(event.object()).getOrDefault(ZONE, "");
        zones.put(key.name(), zone);
      }
      default -> {}
    }
  }

  private void observeService(Meta.Key key, Event event) {
    Map<String, Service> all =
        services.computeIfAbsent(key.namespace(), namespace -> new ConcurrentHashMap<>());
    var selector = event.object().path("spec").path("selector");
    if (event.kind() == Event.Kind.DELETED || selector.isEmpty()) {
      all.remove(key.name());
    } else {
      all.put(key.name(), new Service(event.object(), Selectors.ofLabels(selector)));
    }
    loop.touch(key);
  }

  @Override
  public void changed(Optional<PodFacts> before, Optional<PodFacts> after) {
    String namespace = before.or(() -> after).orElseThrow().key().namespace();
    services
        .getOrDefault(namespace, Map.of())
        .forEach(
            (name, service) -> {
              if (Stream.of(before, after)
                  .flatMap(Optional::stream)
                  .anyMatch(pod -> service.selector().matches(pod.labels()))) {
                loop.touch(new Meta.Key(namespace, name));
              }
            });
  }

  @Override
  public void close() {
    loop.close();
  }

  private Optional<Instant> step(Meta.Key key) {
    Service service = services.getOrDefault(key.namespace(), Map.of()).get(key.name());
    if (service == null) {
      forget(key);
      return Optional.empty();
    }
    List<Answering> answering =
        roster.select(key.namespace(), service.selector()).stream()
            .flatMap(pod -> Answering.of(pod, service.object()).stream())
            .sorted(Comparator.comparing(a -> a.pod().key()))
            .toList();
    writeSlices(key, service.object(), answering);
    writeEndpoints(key, service.object(), answering);
    return Optional.empty();
  }

  // The slices have an owner and are collected; Endpoints have none.
  private void forget(Meta.Key key) {
    try {
      ObjectNode endpoints = api.get(endpoints(key));
      if (Meta.annotations(endpoints).containsKey(TRIGGER)) {
        api.delete(endpoints(key), JsonNodeFactory.instance.objectNode());
      }
    } catch (ApiException e) {
      if (e.code() != 404) {
        throw e;
      }
    }
  }

  private static final String TRIGGER = "endpoints.kubernetes.io/last-change-trigger-time";

  private Ref endpoints(Meta.Key key) {
    return new Ref(api.type("v1", "endpoints"), key.namespace(), key.name());
  }

  private void writeSlices(Meta.Key key, ObjectNode service, List<Answering> answering) {
    ResourceType type = api.type("discovery.k8s.io/v1", "endpointslices");
    Map<ArrayNode, Map<String, ObjectNode>> wanted = new LinkedHashMap<>();
    for (Answering a : answering) {
      String zone = zones.getOrDefault(a.pod().state().node(), "");
      wanted
          .computeIfAbsent(a.ports(), ports -> new LinkedHashMap<>())
          .put(a.pod().state().ip(), a.endpoint(zone, key));
    }
    String labels = SERVICE + "=" + key.name();
    List<ObjectNode> slices = api.list(type, new Filter(key.namespace(), labels, "", ""));
    SlicePlan plan = SlicePlan.of(slices, wanted, empty(key, service));
    for (ObjectNode slice : plan.writes()) {
      if (Meta.of(slice).key().name().isEmpty()) {
        api.create(type, slice);
      } else {
        StatusWrite.change(
            api, type, slice, "", now -> now.set("endpoints", slice.path("endpoints")));
      }
    }
    for (ObjectNode slice : plan.deletes()) {
      delete(StatusWrite.ref(type, slice));
    }
  }

  private static ObjectNode empty(Meta.Key key, ObjectNode service) {
    ObjectNode slice = JsonNodeFactory.instance.objectNode().put("addressType", "IPv4");
    ObjectNode meta = slice.putObject("metadata");
    meta.put("generateName", key.name() + "-").put("namespace", key.namespace());
    ObjectNode labels = meta.putObject("labels");
    Meta.labels(service).forEach(labels::put);
    labels.put(SERVICE, key.name());
    labels.put("endpointslice.kubernetes.io/managed-by", "endpointslice-controller.k8s.io");
    if (service.path("spec").path("clusterIP").asText().equals("None")) {
      labels.put("service.kubernetes.io/headless", "");
    }
    meta.putArray("ownerReferences")
        .addObject()
        .put("apiVersion", "v1")
        .put("blockOwnerDeletion", true)
        .put("controller", true)
        .put("kind", "Service")
        .put("name", key.name())
        .put("uid", Meta.of(service).uid());
    return slice;
  }

  private void delete(Ref ref) {
    try {
      api.delete(ref, JsonNodeFactory.instance.objectNode());
    } catch (ApiException e) {
      if (e.code() != 404) {
        throw e;
      }
    }
  }

  private void writeEndpoints(Meta.Key key, ObjectNode service, List<Answering> answering) {
    ArrayNode subsets = JsonNodeFactory.instance.arrayNode();
    Map<ArrayNode, ObjectNode> byPorts = new LinkedHashMap<>();
    answering.stream()
        .filter(a -> !a.pod().state().deleting())
        .limit(MOST_ADDRESSES)
        .forEach(
            a ->
                byPorts
                    .computeIfAbsent(a.ports(), ports -> subsets.addObject())
                    .withArrayProperty(a.ready() ? "addresses" : "notReadyAddresses")
                    .add(a.address()));
    byPorts.forEach(
        (ports, subset) -> {
          if (!ports.isEmpty()) {
            subset.set("ports", unnamed(ports));
          }
        });
    try {
      api.update(
          endpoints(key),
          "",
          now -> {
            if (subsets.isEmpty()) {
              now.remove("subsets");
              return now;
            }
            return now.set("subsets", subsets);
          });
    } catch (ApiException e) {
      if (e.code() != 404) {
        throw e;
      }
      api.create(endpoints(key).type(), fresh(key, service, subsets));
    }
  }

  // A port without a name has none here, an empty one in slices.
  private static ArrayNode unnamed(ArrayNode ports) {
    ArrayNode out = ports.deepCopy();
    out.forEach(
        port -> {
          if (port.path("name").asText().isEmpty()) {
            ((ObjectNode) port).remove("name");
          }
        });
    return out;
  }

  private static ObjectNode fresh(Meta.Key key, ObjectNode service, ArrayNode subsets) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    ObjectNode meta = object.putObject("metadata");
    meta.put("name", key.name()).put("namespace", key.namespace());
    meta.putObject("annotations")
        .put(TRIGGER, service.path("metadata").path("creationTimestamp").asText());
    Meta.labels(service).forEach(meta.putObject("labels")::put);
    if (!subsets.isEmpty()) {
      object.set("subsets", subsets);
    }
    return object;
  }
}
