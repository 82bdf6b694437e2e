package io.windlass.benchmarks.store;

import io.windlass.core.model.Condition;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.ObjectMeta.OwnerReference;
import io.windlass.core.model.PodView;
import io.windlass.core.model.PodView.Container;
import io.windlass.core.model.PodView.ContainerStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * 100,000 pods, made without decoding, so that nothing but the store is measured. Immutable.
 *
 * @param owners the number of each pod's owner
 */
record PodPopulation(List<Integer> owners, List<PodView> first) {
  static final PodPopulation NONE = new PodPopulation(List.of(), List.of());
  static final int PODS = 100_000;
  private static final Instant BIRTH = Instant.parse("2026-03-14T09:26:53Z");

  /** 1,000 owners of 100. */
  static PodPopulation even() {
    return of(pod -> pod / 100);
  }

  /** As clusters have them: owners of 10,000, 1,000, 100, 10 and 1, as many pods in each class. */
  static PodPopulation skewed() {
    int share = PODS / 5;
    return of(pod -> (pod / share) * share + (pod % share) / (int) Math.pow(10, 4 - pod / share));
  }

  private static PodPopulation of(IntUnaryOperator owner) {
    List<Integer> owners = new ArrayList<>(PODS);
    List<PodView> first = new ArrayList<>(PODS);
    for (int pod = 0; pod < PODS; pod++) {
      owners.add(owner.applyAsInt(pod));
      first.add(make(pod, owners.get(pod)));
    }
    return new PodPopulation(owners, first);
  }

  String ownerUid(int pod) {
    return first.get(pod).meta().controller().orElseThrow().uid();
  }

  private static String uid(int owner) {
    return "3f2b8c1e-0000-4000-8000-%012d".formatted(owner);
  }

  /** A pod as it is at a version; each differs from the one before in its readiness. */
  PodView view(int pod, long version) {
    PodView base = first.get(pod);
    ObjectMeta meta = base.meta();
    ObjectMeta next =
        new ObjectMeta(
            meta.key(),
            meta.uid(),
            version,
            0,
            meta.labels(),
            meta.annotations(),
            meta.controller(),
            meta.createdAt(),
            Optional.empty(),
            List.of());
    boolean ready = version % 2 == 0;
    return new PodView(
        next,
        base.nodeName(),
        base.containers(),
        List.of(),
        base.readinessGates(),
        new PodView.Status(
            ready ? PodView.Phase.RUNNING : PodView.Phase.PENDING,
            base.status().podIp(),
            base.status().conditions(),
            base.status().containers()));
  }

  private static PodView make(int pod, int owner) {
    String name = "web-frontend-%05d-%05x".formatted(owner, pod);
    ObjectMeta meta =
        new ObjectMeta(
            new ObjectKey("tenant-%02d".formatted(owner % 50), name),
            "7a1d5c3b-0000-4000-8000-%012d".formatted(pod),
            1,
            0,
            Map.of("app", "web-frontend-%05d".formatted(owner), "tier", "frontend"),
            Map.of(),
            Optional.of(
                new OwnerReference("apps.kruise.io/v1alpha1", "CloneSet", "web", uid(owner))),
            BIRTH,
            Optional.empty(),
            List.of());
    Condition ready =
        new Condition("Ready", Condition.Status.TRUE, Optional.of(BIRTH.plusSeconds(pod)), "", "");
    ContainerStatus status = new ContainerStatus("shop", "shop:1", "shop@1", "", true, 0);
    return new PodView(
        meta,
        "node-%04d".formatted(pod % 3000),
        List.of(new Container("shop", "shop:1")),
        List.of(),
        List.of("InPlaceUpdateReady"),
        new PodView.Status(
            PodView.Phase.RUNNING, "10.1.2.3", Map.of("Ready", ready), List.of(status)));
  }
}
