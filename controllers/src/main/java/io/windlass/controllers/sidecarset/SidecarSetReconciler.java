package io.windlass.controllers.sidecarset;

import io.windlass.controllers.shell.PlanCarrier;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.plan.Plan;
import io.windlass.core.plan.StatusPace;
import io.windlass.core.sidecarset.RefusedWrites;
import io.windlass.core.sidecarset.SidecarSetEvents;
import io.windlass.core.sidecarset.SidecarSetKinds;
import io.windlass.core.sidecarset.SidecarSetPlanner;
import io.windlass.core.sidecarset.SidecarSetSnapshot;
import io.windlass.core.sidecarset.SidecarSetView;
import io.windlass.runtime.apply.Execution;
import io.windlass.runtime.apply.WritePipeline;
import io.windlass.runtime.control.Outcome;
import io.windlass.runtime.control.Reconciler;
import io.windlass.runtime.control.Term;
import io.windlass.runtime.port.EventSink;
import io.windlass.runtime.port.Ticker;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/**
 * Brings the pods of one SidecarSet closer to it: gather, plan, execute. Thread-safe for different
 * keys; what it remembers of a key is lost without harm. Cost of a run: O(pods of that SidecarSet).
 */
public final class SidecarSetReconciler implements Reconciler<ObjectKey> {
  private final Known known;
  private final Ports ports;
  private final PlanCarrier carrier;
  private final ConcurrentMap<ObjectKey, Memory> memories = new ConcurrentHashMap<>();

  /**
   * What is known of the cluster.
   *
   * @param historyNamespace where new revisions go, the manager's own
   */
  public record Known(
      SidecarSetStores stores,
      SidecarSetPods pods,
      SidecarSetReach reach,
      Canaries canaries,
      String historyNamespace) {}

  /**
   * What the reconciler acts through.
   *
   * @param planned told when a key's plan is made
   */
  public record Ports(
      WritePipeline pipeline, EventSink events, Ticker ticker, Consumer<ObjectKey> planned) {}

  /** What is remembered of one SidecarSet between its runs. */
  private record Memory(String uid, RefusedWrites refusals, Optional<Instant> statusWrittenAt) {}

  /**
   * A reconciler for one term of leadership.
   *
   * @param term plans are carried out while it lasts
   */
  public SidecarSetReconciler(Known known, Ports ports, Term term) {
    this.known = known;
    this.ports = ports;
    this.carrier =
        new PlanCarrier(
            ports.pipeline,
            new PlanCarrier.Owners(
                "sidecarset",
                SidecarSetKinds.SIDECAR_SET,
                key -> known.stores.sidecarSets().get(key).map(SidecarSetView::meta)),
            term);
  }

  @Override
  public Outcome reconcile(ObjectKey key) {
    Optional<SidecarSetView> set = known.stores.sidecarSets().get(key);
    if (set.isEmpty()) {
      carrier.forget(key);
      memories.remove(key);
      return new Outcome.Done();
    }
    if (!known.reach.covers(set.get().filled())) {
      return new Outcome.Done();
    }
    Optional<Instant> heldUp = carrier.heldUpUntil(key);
    return heldUp
        .<Outcome>map(Outcome.LookAgain::new)
        .orElseGet(() -> reconcile(set.get().unpacked()));
  }

  private Outcome reconcile(SidecarSetView set) {
    SidecarSetSnapshot snapshot = gather(set);
    Memory memory = memory(set);
    Plan plan =
        StatusPace.hold(SidecarSetPlanner.plan(snapshot), memory.statusWrittenAt(), snapshot.now());
    ports.planned.accept(set.meta().key());
    if (plan.isNoOp()) {
      return plan.nextLook().<Outcome>map(Outcome.LookAgain::new).orElseGet(Outcome.Done::new);
    }
    Execution execution = carrier.execute(plan, set.meta(), set.status());
    Instant now = ports.ticker.now();
    announceRefusals(set, execution);
    memories.put(
        set.meta().key(),
        new Memory(
            set.uid(),
            RefusedWrites.after(snapshot, PlanCarrier.results(execution)),
            execution.statusWritten() ? Optional.of(snapshot.now()) : memory.statusWrittenAt()));
    return execution.outcome(plan, now);
  }

  private SidecarSetSnapshot gather(SidecarSetView set) {
    return new SidecarSetSnapshot(
        set,
        known.pods.of(set.filled(), known.reach),
        known.stores.revisions().ownedBy(set.uid()),
        new SidecarSetSnapshot.Place(known.historyNamespace, known.canaries.of(set.name())),
        memory(set).refusals(),
        ports.ticker.now());
  }

  private Memory memory(SidecarSetView set) {
    return Optional.ofNullable(memories.get(set.meta().key()))
        .filter(memory -> memory.uid().equals(set.uid()))
        .orElseGet(() -> new Memory(set.uid(), RefusedWrites.NONE, Optional.empty()));
  }

  private void announceRefusals(SidecarSetView set, Execution execution) {
    for (Execution.Failed failed : execution.refused()) {
      SidecarSetEvents.refused(set, failed.action(), failed.message())
          .ifPresent(ports.events::announce);
    }
  }
}
