package io.windlass.manager.day;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.metrics.v1beta1.PodMetrics;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.windlass.core.autoscaling.schedule.Bounds;
import io.windlass.core.autoscaling.simulate.Moment;
import io.windlass.core.autoscaling.spec.AutoscalerSpec;
import io.windlass.core.autoscaling.spec.ReadAutoscaler;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A CloneSet under its autoscaler, looked at as a person would: every few minutes and at each edge
 * of its schedule. To be used by one thread.
 */
public final class ShopDay {
  private static final Duration LOOK = Duration.ofMinutes(10);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String TIMED = "autoscaling.windlass.io/v1alpha1";
  private static final String CLONE_SETS = "apps.kruise.io/v1alpha1";

  private final SteppedCluster cluster;
  private final KubernetesClient user;
  private final String name;
  private final AutoscalerSpec spec;
  private final List<Moment> moments = new ArrayList<>();
  private long replicas;

  /** One whose CloneSet has that many replicas, and whose autoscaler has just come. */
  public ShopDay(SteppedCluster cluster, String name) {
    this.cluster = cluster;
    this.user = cluster.user();
    this.name = name;
    this.spec = ReadAutoscaler.of(json(autoscaler().require())).spec();
    this.replicas = pods();
  }

  /** What was seen. */
  public List<Moment> moments() {
    return List.copyOf(moments);
  }

  public AutoscalerSpec spec() {
    return spec;
  }

  /** Lets time go on to an instant, looking on the way. */
  public void until(Instant end) throws InterruptedException {
    while (cluster.now().isBefore(end)) {
      Instant now = cluster.now();
      Instant look = now.plus(LOOK).isBefore(end) ? now.plus(LOOK) : end;
      Optional<Instant> edge = spec.rules().schedule().nextChange(now);
      cluster.advanceTo(edge.filter(it -> it.isBefore(look)).orElse(look));
      look();
    }
  }

  /** What the autoscaler says of its last decision. */
  public String why() {
    return json(autoscaler().require()).text("status", "decision", "why").orElse("");
  }

  private void look() throws InterruptedException {
    Instant now = cluster.now();
    long load = load();
    long after = scale().number("spec", "replicas").orElse(0L);
    if (after != replicas) {
      awaitPods(after);
    }
    Bounds bounds = spec.rules().schedule().bounds(now);
    moments.add(new Moment(now, Map.of("cpu", load), bounds, replicas, after, "", ""));
    replicas = after;
    cluster.settle();
  }

  private void awaitPods(long wanted) {
    cloneSet()
        .waitUntilCondition(
            found -> found != null && isSettled(json(found), wanted),
            PATIENCE.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private static boolean isSettled(Json.Obj found, long wanted) {
    return found.number("status", "readyReplicas").orElse(0L) == wanted
        && found.number("status", "replicas").orElse(0L) == wanted;
  }

  private long pods() {
    return scale().number("spec", "replicas").orElse(0L);
  }

  private Json.Obj scale() {
    return json(cloneSet().require());
  }

  /** What all pods use together, as the metrics API tells it. */
  private long load() {
    return user.top().pods().metrics(user.getNamespace()).getItems().stream()
        .map(PodMetrics::getContainers)
        .flatMap(List::stream)
        .map(container -> container.getUsage().get("cpu"))
        .filter(Objects::nonNull)
        .map(Quantity::getNumericalAmount)
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .movePointRight(3)
        .longValue();
  }

  private Resource<GenericKubernetesResource> cloneSet() {
    return user.genericKubernetesResources(CLONE_SETS, "CloneSet")
        .inNamespace(user.getNamespace())
        .withName(name);
  }

  private Resource<GenericKubernetesResource> autoscaler() {
    return user.genericKubernetesResources(TIMED, "TimedPodAutoscaler")
        .inNamespace(user.getNamespace())
        .withName(name);
  }

  private static Json.Obj json(GenericKubernetesResource found) {
    return (Json.Obj) JsonText.parse(Serialization.asJson(found));
  }
}
