package io.windlass.devcluster.chaos;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ClusterApi;
import io.windlass.devcluster.api.ClusterApi.Filter;
import io.windlass.devcluster.api.ClusterApi.Ref;
import io.windlass.devcluster.chaos.ChaosPlan.Outage;
import io.windlass.devcluster.chaos.ChaosPlan.Target;
import io.windlass.devcluster.clock.ClusterClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets nodes and pods fail when a plan says so, and mends them afterwards: by the annotations that
 * the simulation reads, so that anybody can see what was done. Thread-safe.
 */
public final class Outages implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outages.class);
  private static final String PREFIX = "sim.windlass.io/";

  private final ClusterApi api;
  private final ClusterClock clock;
  private final Random dice;
  private final Set<ClusterClock.Task> tasks = ConcurrentHashMap.newKeySet();

  private Outages(ClusterApi api, ClusterClock clock, long seed) {
    this.api = api;
    this.clock = clock;
    this.dice = new Random(seed);
  }

  /** Schedules the outages of a plan, from now on. */
  public static Outages start(ClusterApi api, ClusterClock clock, ChaosPlan plan) {
    Outages outages = new Outages(api.as("chaos"), clock, plan.seed());
    plan.outages().forEach(outage -> outages.plan(outage, outage.at()));
    return outages;
  }

  @Override
  public void close() {
    tasks.forEach(ClusterClock.Task::cancel);
  }

  private void plan(Outage outage, Duration in) {
    tasks.add(
        clock.after(
            in,
            () -> {
              outage.every().ifPresent(period -> plan(outage, period));
              begin(outage);
            }));
  }

  private void begin(Outage outage) {
    LOG.atInfo().addKeyValue("outage", outage.name()).log("begins");
    for (Fault fault : faults(outage.target())) {
      if (attempt(() -> fault.put(api)) && fault.lasts()) {
        tasks.add(clock.after(outage.lasts(), () -> attempt(() -> fault.take(api))));
      }
    }
  }

  private List<Fault> faults(Target target) {
    return switch (target) {
      case Target.Node(String name, String how) ->
          List.of(
              new Fault(new Ref(api.type("v1", "nodes"), "", name), Map.of(PREFIX + "fault", how)));
      case Target.Pods pods -> ofPods(pods);
    };
  }

  private List<Fault> ofPods(Target.Pods target) {
    Filter filter = new Filter(target.namespace(), target.selector(), "", "");
    List<ObjectNode> pods = new ArrayList<>(api.list(api.type("v1", "pods"), filter));
    synchronized (dice) {
      Collections.shuffle(pods, dice);
    }
    Map<String, String> annotations =
        switch (target.how()) {
          case "crash" -> Map.of(PREFIX + "exit-after", "0s", PREFIX + "exit-code", "1");
          case "not-ready" -> Map.of(PREFIX + "never-ready", "true");
          default -> Map.of();
        };
    return pods.stream()
        .limit(target.count())
        .map(pod -> pod.path("metadata").path("name").asText())
        .map(name -> new Ref(api.type("v1", "pods"), target.namespace(), name))
        .map(ref -> new Fault(ref, annotations))
        .toList();
  }

  /** Annotations that make something fail; without any, a pod is deleted at once. */
  private record Fault(Ref ref, Map<String, String> annotations) {
    boolean lasts() {
      return !annotations.isEmpty();
    }

    void put(ClusterApi api) {
      if (annotations.isEmpty()) {
        api.delete(ref, JsonNodeFactory.instance.objectNode().put("gracePeriodSeconds", 0));
        return;
      }
      api.update(
          ref,
          "",
          object -> {
            ObjectNode all =
                object.withObjectProperty("metadata").withObjectProperty("annotations");
            annotations.forEach(all::put);
            return object;
          });
    }

    void take(ClusterApi api) {
      api.update(
          ref,
          "",
          object -> {
            ObjectNode all =
                object.withObjectProperty("metadata").withObjectProperty("annotations");
            all.remove(annotations.keySet());
            return object;
          });
    }
  }

  // What an outage is about may be gone, or not there yet.
  private static boolean attempt(Runnable write) {
    try {
      write.run();
      return true;
    } catch (ApiException e) {
      LOG.atWarn().addKeyValue("because", e.getMessage()).log("an outage meets nothing");
      return false;
    }
  }
}
