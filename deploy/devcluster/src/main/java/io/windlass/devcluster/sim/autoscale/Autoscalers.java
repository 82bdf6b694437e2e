package io.windlass.devcluster.sim.autoscale;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ClusterApi;
import io.windlass.devcluster.api.ClusterApi.Event;
import io.windlass.devcluster.api.ClusterApi.Ref;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.select.LabelSelector;
import io.windlass.devcluster.sim.autoscale.AutoscalerStatus.Counts;
import io.windlass.devcluster.sim.autoscale.Decision.Condition;
import io.windlass.devcluster.sim.census.Census;
import io.windlass.devcluster.sim.metrics.Usage;
import io.windlass.devcluster.sim.metrics.UsageMeter;
import io.windlass.devcluster.sim.object.Announcer;
import io.windlass.devcluster.sim.object.Meta;
import io.windlass.devcluster.sim.object.Notice;
import io.windlass.devcluster.sim.object.StatusWrite;
import io.windlass.devcluster.sim.roster.PodFacts;
import io.windlass.devcluster.sim.roster.PodRoster;
import io.windlass.devcluster.sim.work.KeyedLoop;
import io.windlass.devcluster.sim.work.Part;
import io.windlass.devcluster.sim.work.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The controller of HorizontalPodAutoscalers: looks at each every 15 seconds, the first time 15
 * seconds after it was made, and scales its target through the scale subresource.
 *
 * <p>A look costs O(pods of the target), one read of the scale, and writes only what changes. What
 * an autoscaler remembers is lost when the cluster stops.
 */
public final class Autoscalers implements Census.Observer, Part {
  private static final String TYPE = "horizontalpodautoscalers.autoscaling";
  private static final Duration PERIOD = Duration.ofSeconds(15);
  private static final int WORKERS = 2;

  private final ClusterApi api;
  private final Surroundings surroundings;
  private final PodRoster roster;
  private final boolean measured;
  private final Announcer announcer;
  private final KeyedLoop<Meta.Key> loop;
  private final Map<Meta.Key, ObjectNode> autoscalers = new ConcurrentHashMap<>();
  private final Map<Meta.Key, Memory> memories = new ConcurrentHashMap<>();

  /** What is known of an autoscaler between two looks. */
  private record Memory(String uid, Instant next, History history) {}

  /**
   * A controller that looks once the census tells it of autoscalers.
   *
   * @param measured whether the cluster serves metrics
   * @param warningsOnly writes no Normal Events
   */
  public Autoscalers(Surroundings outer, PodRoster roster, boolean measured, boolean warningsOnly) {
    this.surroundings = outer.as("horizontal-pod-autoscaler");
    this.api = surroundings.api();
    this.roster = roster;
    this.measured = measured;
    this.announcer =
        new Announcer(api, surroundings.clock(), "horizontal-pod-autoscaler", warningsOnly);
    this.loop = new KeyedLoop<>("autoscalers", surroundings, WORKERS, this::step);
  }

  @Override
  public void observe(ResourceType type, Event event) {
    if (!type.qualifiedName().equals(TYPE)) {
      return;
    }
    Meta.Key key = Meta.of(event.object()).key();
    if (event.kind() == Event.Kind.DELETED) {
      autoscalers.remove(key);
      loop.touch(key);
    } else if (autoscalers.put(key, event.object()) == null) {
      loop.touch(key);
    }
  }

  @Override
  public void close() {
    loop.close();
  }

  private Optional<Instant> step(Meta.Key key) {
    ObjectNode autoscaler = autoscalers.get(key);
    if (autoscaler == null) {
      memories.remove(key);
      return Optional.empty();
    }
    Instant now = surroundings.clock().now();
    String uid = Meta.of(autoscaler).uid();
    Memory memory = memories.get(key);
    if (memory == null || !memory.uid().equals(uid)) {
      memory = new Memory(uid, now.plus(PERIOD), History.NONE);
      memories.put(key, memory);
    }
    if (now.isBefore(memory.next())) {
      return Optional.of(memory.next());
    }
    Memory next = new Memory(uid, now.plus(PERIOD), look(autoscaler, memory.history(), now));
    memories.put(key, next);
    return Optional.of(next.next());
  }

  private History look(ObjectNode autoscaler, History history, Instant now) {
    AutoscalerSpec spec = AutoscalerSpec.of(autoscaler);
    ObjectNode scale;
    Ref target;
    try {
      target = target(spec);
      scale = api.scale(target);
    } catch (ApiException e) {
      String words = "the HPA controller was unable to get the target's current scale: ";
      announce(autoscaler, Notice.warning("FailedGetScale", e.getMessage()));
      Condition lost =
          new Condition("AbleToScale", false, "FailedGetScale", words + e.getMessage());
      write(autoscaler, new AutoscalerStatus(autoscaler, now).renderConditions(List.of(lost)));
      return history;
    }
    int current = scale.path("spec").path("replicas").asInt();
    String selector = scale.path("status").path("selector").asText();
    if (selector.isEmpty()) {
      return unselected(autoscaler, current, history, now);
    }
    List<PodFacts> pods =
        roster.select(spec.meta().key().namespace(), LabelSelector.parse(selector));
    UsageMeter.Reading reading = new UsageMeter(roster).at(now);
    Decision decision =
        Decider.decide(
            spec,
            new Decider.Sight(current, metric -> samples(pods, metric, reading), history, now));
    decision.notices().forEach(notice -> announce(autoscaler, notice));
    return carryOut(autoscaler, target, decision, current);
  }

  private History unselected(ObjectNode autoscaler, int current, History history, Instant now) {
    String why = "the HPA target's scale is missing a selector";
    announce(autoscaler, Notice.warning("SelectorRequired", "selector is required"));
    AutoscalerStatus status = new AutoscalerStatus(autoscaler, now);
    List<Condition> conditions =
        List.of(new Condition("ScalingActive", false, "InvalidSelector", why));
    write(
        autoscaler,
        status.render(new Counts(current, status.desiredBefore(), false), conditions, List.of()));
    return history;
  }

  private List<ReplicaMath.Sample> samples(
      List<PodFacts> pods, MetricSpec.Usage metric, UsageMeter.Reading reading) {
    return pods.stream()
        .map(pod -> new ReplicaMath.Sample(pod, milli(pod, metric, reading)))
        .toList();
  }

  private Optional<Long> milli(PodFacts pod, MetricSpec.Usage metric, UsageMeter.Reading reading) {
    boolean known = metric.resource().equals("cpu") || metric.resource().equals("memory");
    return reading
        .of(pod)
        .filter(usages -> measured && known)
        .map(
            usages ->
                usages.entrySet().stream()
                    .filter(e -> metric.container().map(e.getKey()::equals).orElse(true))
                    .map(Map.Entry::getValue)
                    .reduce(Usage.NONE, Usage::plus)
                    .milli(metric.resource()));
  }

  private History carryOut(ObjectNode autoscaler, Ref target, Decision decision, int current) {
    Instant now = surroundings.clock().now();
    AutoscalerStatus status = new AutoscalerStatus(autoscaler, now);
    List<Condition> conditions = new ArrayList<>(decision.conditions());
    if (decision.replicas().isEmpty()) {
      boolean disabled = current == 0;
      int desired = disabled ? 0 : status.desiredBefore();
      Counts counts = new Counts(current, desired, false);
      write(autoscaler, status.render(counts, conditions, decision.currentMetrics()));
      return decision.history();
    }
    int desired = decision.replicas().get();
    boolean rescaled = desired != current && rescale(autoscaler, target, decision, conditions);
    int shown = desired == current || rescaled ? desired : status.desiredBefore();
    Counts counts = new Counts(current, shown, rescaled);
    write(autoscaler, status.render(counts, conditions, decision.currentMetrics()));
    return rescaled ? decision.history().changed(current, desired, now) : decision.history();
  }

  private boolean rescale(
      ObjectNode autoscaler, Ref target, Decision decision, List<Condition> conditions) {
    int replicas = decision.replicas().orElseThrow();
    String told = "New size: %d; reason: %s".formatted(replicas, decision.because());
    conditions.removeIf(c -> c.type().equals("AbleToScale"));
    try {
      api.scale(target, replicas);
    } catch (ApiException e) {
      String words = "the HPA controller was unable to update the target scale: ";
      conditions.addFirst(
          new Condition("AbleToScale", false, "FailedUpdateScale", words + e.getMessage()));
      announce(autoscaler, Notice.warning("FailedRescale", told + "; error: " + e.getMessage()));
      return false;
    }
    String words = "the HPA controller was able to update the target scale to " + replicas;
    conditions.addFirst(new Condition("AbleToScale", true, "SucceededRescale", words));
    announce(autoscaler, Notice.normal("SuccessfulRescale", told));
    return true;
  }

  private Ref target(AutoscalerSpec spec) {
    AutoscalerSpec.Target target = spec.target();
    ResourceType type =
        api.types().stream()
            .filter(t -> t.group().equals(target.group()) && t.kind().equals(target.kind()))
            .findFirst()
            .orElseThrow(() -> noMatch(target));
    return new Ref(type, spec.meta().key().namespace(), target.name());
  }

  private static ApiException noMatch(AutoscalerSpec.Target target) {
    return new ApiException(
        404,
        "NotFound",
        "no matches for kind \"%s\" in group \"%s\"".formatted(target.kind(), target.group()),
        ApiException.Subject.NONE,
        List.of());
  }

  private void announce(ObjectNode autoscaler, Notice notice) {
    announcer.announce(autoscaler, "", notice);
  }

  private void write(ObjectNode autoscaler, ObjectNode status) {
    ResourceType type = api.type("autoscaling/v2", "horizontalpodautoscalers");
    StatusWrite.replace(api, type, autoscaler, status);
  }
}
