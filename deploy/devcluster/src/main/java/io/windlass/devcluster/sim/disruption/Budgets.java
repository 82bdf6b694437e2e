package io.windlass.devcluster.sim.disruption;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ClusterApi;
import io.windlass.devcluster.api.ClusterApi.Event;
import io.windlass.devcluster.api.ClusterApi.Ref;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.select.LabelSelector;
import io.windlass.devcluster.sim.census.Census;
import io.windlass.devcluster.sim.object.Announcer;
import io.windlass.devcluster.sim.object.Meta;
import io.windlass.devcluster.sim.object.Notice;
import io.windlass.devcluster.sim.object.StatusWrite;
import io.windlass.devcluster.sim.roster.PodFacts;
import io.windlass.devcluster.sim.roster.PodRoster;
import io.windlass.devcluster.sim.roster.Selectors;
import io.windlass.devcluster.sim.work.KeyedLoop;
import io.windlass.devcluster.sim.work.Part;
import io.windlass.devcluster.sim.work.Surroundings;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Keeps the status of PodDisruptionBudgets. A change of a pod costs O(budgets of its namespace) to
 * find those it counts for, and each of those O(its pods) and a write if the status differs.
 */
public final class Budgets implements Census.Observer, PodRoster.Listener, Part {
  private static final String TYPE = "poddisruptionbudgets.policy";
  private static final int WORKERS = 2;

  private final ClusterApi api;
  private final Surroundings surroundings;
  private final PodRoster roster;
  private final Announcer announcer;
  private final KeyedLoop<Meta.Key> loop;

  /** Budgets by namespace and name. */
  private final Map<String, Map<String, Budget>> budgets = new ConcurrentHashMap<>();

  private record Budget(ObjectNode object, LabelSelector selector) {}

  /** The controller of a pod that cannot be asked for its scale. */
  private static final class Unscalable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unscalable(String why) {
      super(why, null, false, false);
    }
  }

  /** A controller that works once the census tells it of budgets. */
  public Budgets(Surroundings outer, PodRoster roster, boolean warningsOnly) {
    this.surroundings = outer.as("disruption-controller");
    this.api = surroundings.api();
    this.roster = roster;
    this.announcer = new Announcer(api, surroundings.clock(), "controllermanager", warningsOnly);
    this.loop = new KeyedLoop<>("budgets", surroundings, WORKERS, this::step);
    roster.listen(this);
  }

  @Override
  public void observe(ResourceType type, Event event) {
    if (!type.qualifiedName().equals(TYPE)) {
      return;
    }
    Meta.Key key = Meta.of(event.object()).key();
    Map<String, Budget> all =
        budgets.computeIfAbsent(key.namespace(), namespace -> new ConcurrentHashMap<>());
    if (event.kind() == Event.Kind.DELETED) {
      all.remove(key.name());
    } else {
      LabelSelector selector = Selectors.of(event.object().path("spec").path("selector"));
      all.put(key.name(), new Budget(event.object(), selector));
      loop.touch(key);
    }
  }

  @Override
  public void changed(Optional<PodFacts> before, Optional<PodFacts> after) {
    String namespace = before.or(() -> after).orElseThrow().key().namespace();
    budgets
        .getOrDefault(namespace, Map.of())
        .forEach(
            (name, budget) -> {
              if (Stream.of(before, after).anyMatch(p -> matches(budget, p))) {
                loop.touch(new Meta.Key(namespace, name));
              }
            });
  }

  private static boolean matches(Budget budget, Optional<PodFacts> pod) {
    return pod.filter(p -> budget.selector().matches(p.labels())).isPresent();
  }

  @Override
  public void close() {
    loop.close();
  }

  private Optional<Instant> step(Meta.Key key) {
    Budget budget = budgets.getOrDefault(key.namespace(), Map.of()).get(key.name());
    if (budget == null) {
      return Optional.empty();
    }
    Instant now = surroundings.clock().now();
    BudgetStatus status = new BudgetStatus(budget.object(), now);
    // A budget without a selector selects nothing.
    boolean selects = budget.object().path("spec").has("selector");
    List<PodFacts> pods = selects ? roster.select(key.namespace(), budget.selector()) : List.of();
    try {
      BudgetMath math = BudgetMath.of(budget.object(), pods.size(), () -> scale(budget, pods));
      write(budget, status.render(math, pods));
    } catch (Unscalable e) {
      write(budget, status.renderFailure(String.valueOf(e.getMessage())));
    }
    return status.recheck(pods);
  }

  private int scale(Budget budget, List<PodFacts> pods) {
    Map<String, Integer> byController = new HashMap<>();
    for (PodFacts pod : pods) {
      roster
          .topOwner(pod)
          .ifPresent(
              owner -> byController.computeIfAbsent(owner.uid(), uid -> replicas(pod, owner)));
    }
    if (pods.stream().anyMatch(pod -> pod.owner().isEmpty())) {
      announcer.announce(budget.object(), "", Notice.warning("UnmanagedPods", UNMANAGED));
    }
    return byController.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static final String UNMANAGED =
      "Some of the pods that are selected have no controller and are not counted; state"
          + " spec.minAvailable as a number to count them";

  private int replicas(PodFacts pod, PodFacts.Owner owner) {
    ResourceType type =
        api.types().stream()
            .filter(t -> t.apiVersion().equals(owner.apiVersion()))
            .filter(t -> t.kind().equals(owner.kind()) && t.subresources().contains("scale"))
            .findFirst()
            .orElseThrow(() -> none(pod));
    try {
      ObjectNode scale = api.scale(new Ref(type, pod.key().namespace(), owner.name()));
      return scale.path("spec").path("replicas").asInt();
    } catch (ApiException e) {
      throw none(pod);
    }
  }

  private static Unscalable none(PodFacts pod) {
    return new Unscalable("found no controllers for pod \"%s\"".formatted(pod.key().name()));
  }

  private void write(Budget budget, ObjectNode status) {
    ResourceType type = api.type("policy/v1", "poddisruptionbudgets");
    StatusWrite.replace(api, type, budget.object(), status);
  }
}
