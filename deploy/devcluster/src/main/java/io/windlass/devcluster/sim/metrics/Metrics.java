package io.windlass.devcluster.sim.metrics;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ClusterApi.Event;
import io.windlass.devcluster.api.ComputedObjects;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.clock.ClusterClock;
import io.windlass.devcluster.schema.Quantity;
import io.windlass.devcluster.schema.Quantity.Notation;
import io.windlass.devcluster.sim.census.Census;
import io.windlass.devcluster.sim.object.Meta;
import io.windlass.devcluster.sim.object.Timestamps;
import io.windlass.devcluster.sim.roster.PodFacts;
import io.windlass.devcluster.sim.roster.PodRoster;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The objects of {@code metrics.k8s.io}, worked out of the curves of the pods for the present
 * moment. Nodes use what their pods use, and a little themselves. Thread-safe.
 */
public final class Metrics implements ComputedObjects, Census.Observer {
  /** What a node uses without pods. */
  private static final Usage IDLE_NODE = new Usage(0.04, 512.0 * 1024 * 1024);

  private static final BigDecimal KIBI = BigDecimal.valueOf(1024);

  private final PodRoster roster;
  private final ClusterClock clock;
  private final UsageMeter meter;
  private final Map<String, Map<String, String>> nodes = new ConcurrentHashMap<>();

  public Metrics(PodRoster roster, ClusterClock clock) {
    this.roster = roster;
    this.clock = clock;
    this.meter = new UsageMeter(roster);
  }

  @Override
  public void observe(ResourceType type, Event event) {
    if (type.qualifiedName().equals("nodes")) {
      String name = Meta.of(event.object()).key().name();
      if (event.kind() == Event.Kind.DELETED || !isReady(event.object())) {
        nodes.remove(name);
      } else {
        nodes.put(name, Map.copyOf(Meta.labels(event.object())));
      }
    }
  }

  // Nobody measures on a node whose kubelet does not answer.
  private static boolean isReady(ObjectNode node) {
    return node.path("status")
        .path("conditions")
        .valueStream()
        .noneMatch(
            c ->
                c.path("type").asText().equals("Ready")
                    && !c.path("status").asText().equals("True"));
  }

  @Override
  public boolean covers(ResourceType type) {
    return type.group().equals(MetricsTypes.GROUP);
  }

  @Override
  public Optional<ObjectNode> get(ResourceType type, String namespace, String name) {
    Instant now = clock.now();
    UsageMeter.Reading reading = meter.at(now);
    return type.namespaced()
        ? roster.pod(new Meta.Key(namespace, name)).flatMap(pod -> pod(type, pod, reading, now))
        : Optional.ofNullable(nodes.get(name))
            .map(labels -> node(type, name, labels, reading, now));
  }

  @Override
  public List<ObjectNode> list(
      ResourceType type, String namespace, Predicate<Map<String, String>> labels) {
    Instant now = clock.now();
    UsageMeter.Reading reading = meter.at(now);
    List<ObjectNode> found = new ArrayList<>();
    if (type.namespaced()) {
      roster.in(namespace).stream()
          .filter(pod -> labels.test(pod.labels()))
          .sorted(Comparator.comparing(PodFacts::key))
          .forEach(pod -> pod(type, pod, reading, now).ifPresent(found::add));
    } else {
      nodes.entrySet().stream()
          .filter(node -> labels.test(node.getValue()))
          .sorted(Map.Entry.comparingByKey())
          .forEach(node -> found.add(node(type, node.getKey(), node.getValue(), reading, now)));
    }
    return found;
  }

  private Optional<ObjectNode> pod(
      ResourceType type, PodFacts pod, UsageMeter.Reading reading, Instant now) {
    if (!nodes.containsKey(pod.state().node())) {
      return Optional.empty();
    }
    return reading
        .of(pod)
        .map(
            usages -> {
              ObjectNode object = object(type, pod.key(), pod.labels(), now);
              var containers = object.putArray("containers");
              usages.forEach(
                  (name, usage) ->
                      containers.addObject().put("name", name).set("usage", json(usage)));
              return object;
            });
  }

  private ObjectNode node(
      ResourceType type,
      String name,
      Map<String, String> labels,
      UsageMeter.Reading reading,
      Instant now) {
    Usage sum = IDLE_NODE;
    for (PodFacts pod : roster.onNode(name)) {
      for (Usage usage : reading.of(pod).orElse(Map.of()).values()) {
        sum = sum.plus(usage);
      }
    }
    ObjectNode object = object(type, new Meta.Key("", name), labels, now);
    object.set("usage", json(sum));
    return object;
  }

  private static ObjectNode object(
      ResourceType type, Meta.Key key, Map<String, String> labels, Instant now) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("kind", type.kind()).put("apiVersion", type.apiVersion());
    ObjectNode meta = object.putObject("metadata").put("name", key.name());
    if (!key.namespace().isEmpty()) {
      meta.put("namespace", key.namespace());
    }
    meta.put("creationTimestamp", Timestamps.text(now));
    if (!labels.isEmpty()) {
      ObjectNode copied = meta.putObject("labels");
      labels.entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(e -> copied.put(e.getKey(), e.getValue()));
    }
    object.put("timestamp", Timestamps.text(now));
    return object.put("window", UsageMeter.WINDOW.toSeconds() + "s");
  }

  private static ObjectNode json(Usage usage) {
    BigDecimal cores = BigDecimal.valueOf(usage.cpu()).setScale(9, RoundingMode.HALF_UP);
    BigDecimal kibis = BigDecimal.valueOf(usage.memory() / 1024).setScale(0, RoundingMode.HALF_UP);
    return JsonNodeFactory.instance
        .objectNode()
        .put("cpu", new Quantity(cores, Notation.DECIMAL).canonical())
        .put("memory", new Quantity(kibis.multiply(KIBI), Notation.BINARY).canonical());
  }
}
