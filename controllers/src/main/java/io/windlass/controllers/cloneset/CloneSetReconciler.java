package io.windlass.controllers.cloneset;

import io.windlass.controllers.shell.PlanCarrier;
import io.windlass.core.cloneset.CloneSetEvents;
import io.windlass.core.cloneset.CloneSetKinds;
import io.windlass.core.cloneset.CloneSetPlanner;
import io.windlass.core.cloneset.CloneSetSnapshot;
import io.windlass.core.cloneset.CloneSetView;
import io.windlass.core.cloneset.Documents;
import io.windlass.core.cloneset.RecentOutcomes;
import io.windlass.core.model.ClaimView;
import io.windlass.core.model.Features;
import io.windlass.core.model.NodeLabels;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.PodView;
import io.windlass.core.model.RevisionView;
import io.windlass.core.plan.Plan;
import io.windlass.core.plan.StatusPace;
import io.windlass.runtime.apply.Execution;
import io.windlass.runtime.apply.WritePipeline;
import io.windlass.runtime.control.Outcome;
import io.windlass.runtime.control.Reconciler;
import io.windlass.runtime.control.Term;
import io.windlass.runtime.port.EventSink;
import io.windlass.runtime.port.Ticker;
import io.windlass.runtime.store.ObjectStore;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Brings one CloneSet closer to its spec: gather, plan, execute. Thread-safe for different keys;
 * what it remembers of a key is lost without harm.
 */
public final class CloneSetReconciler implements Reconciler<ObjectKey> {
  private final Stores stores;
  private final Ports ports;
  private final PlanCarrier carrier;
  private final Documents documents = new RememberedDocuments();
  private final ConcurrentMap<ObjectKey, OutcomeMemory> memories = new ConcurrentHashMap<>();

  /**
   * What is known of the cluster.
   *
   * @param departed told of the changes of pods by whoever fills the store of pods
   */
  public record Stores(
      ObjectStore<CloneSetView> cloneSets,
      ObjectStore<PodView> pods,
      ObjectStore<RevisionView> revisions,
      ObjectStore<ClaimView> claims,
      DepartedPods departed) {}

  /**
   * What the reconciler acts through.
   *
   * @param planned told when a key's plan is made
   * @param features what is done in another way
   * @param nodes the labels of the nodes, asked for where they matter; may block
   */
  public record Ports(
      WritePipeline pipeline,
      EventSink events,
      Ticker ticker,
      Consumer<ObjectKey> planned,
      Features features,
      Supplier<NodeLabels> nodes) {
    /** With the features that are on by default. */
    public Ports(
        WritePipeline pipeline, EventSink events, Ticker ticker, Consumer<ObjectKey> planned) {
      this(pipeline, events, ticker, planned, Features.DEFAULT, () -> NodeLabels.NONE);
    }
  }

  /**
   * A reconciler for one term of leadership.
   *
   * @param term plans are carried out while it lasts
   */
  public CloneSetReconciler(Stores stores, Ports ports, Term term) {
    this.stores = stores;
    this.ports = ports;
    this.carrier =
        new PlanCarrier(
            ports.pipeline,
            new PlanCarrier.Owners(
                "cloneset",
                CloneSetKinds.CLONE_SET,
                key -> stores.cloneSets.get(key).map(CloneSetView::meta)),
            term);
  }

  @Override
  public Outcome reconcile(ObjectKey key) {
    Optional<CloneSetView> cloneSet = stores.cloneSets.get(key);
    if (cloneSet.isEmpty()) {
      carrier.forget(key);
      Optional.ofNullable(memories.remove(key))
          .ifPresent(memory -> stores.departed.forget(memory.ownerUid()));
      return new Outcome.Done();
    }
    Optional<Instant> heldUp = carrier.heldUpUntil(key);
    if (heldUp.isPresent()) {
      return new Outcome.LookAgain(heldUp.get());
    }
    return reconcile(cloneSet.get());
  }

  private Outcome reconcile(CloneSetView cloneSet) {
    CloneSetSnapshot snapshot = gather(cloneSet);
    Plan plan =
        StatusPace.hold(
            CloneSetPlanner.plan(snapshot), memory(cloneSet).statusWrittenAt(), snapshot.now());
    ports.planned.accept(cloneSet.key());
    if (plan.isNoOp()) {
      return plan.nextLook().<Outcome>map(Outcome.LookAgain::new).orElseGet(Outcome.Done::new);
    }
    return execute(snapshot, plan);
  }

  private CloneSetSnapshot gather(CloneSetView cloneSet) {
    CloneSetSnapshot snapshot =
        new CloneSetSnapshot(
                new CloneSetView(cloneSet.meta(), cloneSet.spec(), cloneSet.status().unpacked()),
                stores.pods.ownedBy(cloneSet.uid()),
                stores.revisions.ownedBy(cloneSet.uid()),
                stores.claims.ownedBy(cloneSet.uid()),
                recent(cloneSet),
                ports.features,
                ports.ticker.now())
            .with(documents);
    return snapshot.spreadsOverNodeLabels() ? snapshot.with(ports.nodes.get()) : snapshot;
  }

  private RecentOutcomes recent(CloneSetView cloneSet) {
    return memory(cloneSet).outcomes().withDeparted(stores.departed.of(cloneSet.uid()));
  }

  private OutcomeMemory memory(CloneSetView cloneSet) {
    return Optional.ofNullable(memories.get(cloneSet.key()))
        .filter(memory -> memory.ownerUid().equals(cloneSet.uid()))
        .orElseGet(() -> OutcomeMemory.of(cloneSet.uid()));
  }

  private Outcome execute(CloneSetSnapshot snapshot, Plan plan) {
    CloneSetView cloneSet = snapshot.cloneSet();
    Execution execution = carrier.execute(plan, cloneSet.meta(), cloneSet.status());
    Instant now = ports.ticker.now();
    announceRefusals(cloneSet, plan, execution);
    memories.put(cloneSet.key(), memory(cloneSet).after(snapshot, plan, execution));
    return execution.outcome(plan, now);
  }

  private void announceRefusals(CloneSetView cloneSet, Plan plan, Execution execution) {
    for (Execution.Failed failed : execution.refused()) {
      CloneSetEvents.refused(cloneSet, plan, failed.action(), failed.message())
          .ifPresent(ports.events::announce);
    }
  }
}
