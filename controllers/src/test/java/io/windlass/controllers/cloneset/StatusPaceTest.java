package io.windlass.controllers.cloneset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.cloneset.CloneSetView;
import io.windlass.core.model.ClaimView;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonMerge;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.PodView;
import io.windlass.core.model.RevisionView;
import io.windlass.core.plan.Action;
import io.windlass.core.testing.CloneSets;
import io.windlass.core.testing.Pods;
import io.windlass.runtime.apply.Limits;
import io.windlass.runtime.apply.WritePipeline;
import io.windlass.runtime.control.Outcome;
import io.windlass.runtime.control.Term;
import io.windlass.runtime.expect.Expectations;
import io.windlass.runtime.port.Platform;
import io.windlass.runtime.port.WriteResult;
import io.windlass.runtime.port.Writer;
import io.windlass.runtime.store.LockedObjectStore;
import io.windlass.runtime.store.ObjectStore;
import io.windlass.runtime.testing.SteppedScheduler;
import io.windlass.runtime.testing.SteppedTicker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A hundred pods become ready within a second, each wakes the CloneSet. */
class StatusPaceTest {
  private static final int PODS = 100;
  private static final ObjectKey KEY = new ObjectKey(CloneSets.NAMESPACE, CloneSets.NAME);

  private final SteppedTicker ticker = new SteppedTicker();
  private final ObjectStore<CloneSetView> cloneSets = new LockedObjectStore<>(CloneSetView::meta);
  private final ObjectStore<RevisionView> revisions = new LockedObjectStore<>(RevisionView::meta);
  private final ObjectStore<PodView> pods = new LockedObjectStore<>(PodView::meta);
  private final List<Instant> writtenAt = new ArrayList<>();
  private CloneSetView stored = CloneSets.sound().replicas(PODS).view();

  @Test
  void theFirstChangeIsWrittenAtOnceAtMostTwoASecondAndTheLastAlways() {
    CloneSetReconciler reconciler = reconciler();
    cloneSets.merge(stored);
    revisions.merge(CloneSets.revision(stored, "demo-x", 1));
    for (int i = 0; i < PODS; i++) {
      pods.merge(Pods.serving("demo-" + i).revision("demo-x").notReady().view());
    }
    Outcome last = reconciler.reconcile(KEY);
    assertThat(writtenAt).as("at once").containsExactly(SteppedTicker.START);

    for (int i = 0; i < PODS; i++) {
      ticker.pass(Duration.ofMillis(10));
      pods.merge(Pods.serving("demo-" + i).revision("demo-x").ready(Pods.BIRTH).version(2).view());
      last = reconciler.reconcile(KEY);
    }
    assertThat(writtenAt).hasSizeBetween(2, 3);
    if (last instanceof Outcome.LookAgain(Instant at)) {
      assertThat(at).isBeforeOrEqualTo(ticker.now().plusMillis(500));
      ticker.set(at);
      last = reconciler.reconcile(KEY);
    }
    assertThat(last).isEqualTo(new Outcome.Done());
    assertThat(stored.status().number("readyReplicas")).contains((long) PODS);
    for (int i = 2; i < writtenAt.size(); i++) {
      assertThat(Duration.between(writtenAt.get(i - 2), writtenAt.get(i)))
          .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }
  }

  private CloneSetReconciler reconciler() {
    Platform platform = SteppedScheduler.inOrder(ticker).platform();
    WritePipeline pipeline =
        new WritePipeline(
            new WritePipeline.Ports(new StatusWriter(), _ -> {}, platform),
            new Expectations(platform, Duration.ofSeconds(30)),
            Limits.UNLIMITED);
    return new CloneSetReconciler(
        new CloneSetReconciler.Stores(
            cloneSets,
            pods,
            revisions,
            new LockedObjectStore<>(ClaimView::meta),
            new DepartedPods()),
        new CloneSetReconciler.Ports(pipeline, _ -> {}, ticker, _ -> {}),
        Term.UNCONTESTED);
  }

  private final class StatusWriter implements Writer {
    @Override
    public WriteResult write(Action action) {
      Json changes = ((Action.Patch) action).body().object("status");
      CloneSetView next =
          CloneSets.sound()
              .replicas(PODS)
              .version(stored.meta().version() + 1)
              .status((Json.Obj) JsonMerge.apply(stored.status(), changes))
              .view();
      stored = next;
      cloneSets.merge(next);
      writtenAt.add(ticker.now());
      return new WriteResult.Applied(next.uid(), next.meta().version());
    }

    @Override
    public boolean refresh(Action.Target target) {
      return true;
    }
  }
}
