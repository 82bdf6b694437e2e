package io.windlass.controllers.cloneset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.cloneset.CloneSetView;
import io.windlass.core.model.ClaimView;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.PodView;
import io.windlass.core.model.RevisionView;
import io.windlass.core.plan.Action;
import io.windlass.core.testing.CloneSets;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CloneSetReconcilerTest {
  private static final ObjectKey KEY = new ObjectKey(CloneSets.NAMESPACE, CloneSets.NAME);
  private static final CloneSetView SOUND = CloneSets.sound().view();

  private final SteppedTicker ticker = new SteppedTicker();
  private final ObjectStore<CloneSetView> cloneSets = new LockedObjectStore<>(CloneSetView::meta);
  private final ObjectStore<RevisionView> revisions = new LockedObjectStore<>(RevisionView::meta);
  private final List<Action> sent = new ArrayList<>();
  private final List<Action.Announce> announced = new ArrayList<>();
  private final List<ObjectKey> planned = new ArrayList<>();
  private Function<Action, WriteResult> answers = _ -> new WriteResult.Applied("u", 9);
  private boolean leads = true;
  private boolean readable = true;
  private final CloneSetReconciler reconciler = reconciler();

  @BeforeEach
  void fill() {
    cloneSets.merge(SOUND);
    revisions.merge(CloneSets.revision(SOUND, "demo-x", 1));
  }

  @Test
  void aPlanIsCarriedOutAndItsStatusWrittenLast() {
    Outcome outcome = reconciler.reconcile(KEY);

    assertThat(creates()).isEqualTo(3);
    assertThat(sent.getLast().target().key()).isEqualTo(KEY);
    assertThat(announced).extracting(Action.Announce::reason).containsOnly("SuccessfulCreate");
    assertThat(planned).containsExactly(KEY);
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void aCloneSetThatIsGoneIsLeftAlone() {
    cloneSets.forget(SOUND.meta());

    assertThat(reconciler.reconcile(KEY)).isEqualTo(new Outcome.Done());
    assertThat(sent).isEmpty();
  }

  @Test
  void anEditInTheMiddleStopsWhatIsUnsent() {
    answers =
        action -> {
          cloneSets.merge(edited());
          return new WriteResult.Applied("u", 9);
        };

    Outcome outcome = reconciler.reconcile(KEY);

    assertThat(sent).as("one create is under way when the edit comes").hasSize(1);
    assertThat(outcome).isEqualTo(new Outcome.LookAgain(SteppedTicker.START));
  }

  @Test
  void aDeletionInTheMiddleStopsWhatIsUnsent() {
    answers =
        action -> {
          cloneSets.forget(SOUND.meta());
          return new WriteResult.Applied("u", 9);
        };

    reconciler.reconcile(KEY);

    assertThat(sent).hasSize(1);
  }

  @Test
  void nothingIsSentOutsideOfTheTerm() {
    leads = false;

    reconciler.reconcile(KEY);

    assertThat(sent).isEmpty();
  }

  @Test
  void anUnknownOutcomeThatCannotBeReadHoldsUpTheNextPlan() {
    answers = _ -> new WriteResult.Unknown("time-out");
    readable = false;
    reconciler.reconcile(KEY);
    sent.clear();

    assertThat(reconciler.reconcile(KEY)).isInstanceOf(Outcome.LookAgain.class);
    assertThat(sent).isEmpty();
  }

  @Test
  void aRefusalIsAnnouncedRememberedAndTriedAgainLater() {
    answers =
        action ->
            action instanceof Action.Create
                ? new WriteResult.Refused(403, "Forbidden", "no quota")
                : new WriteResult.Applied("u", 9);
    reconciler.reconcile(KEY);
    assertThat(creates()).as("a slow start").isEqualTo(1);
    assertThat(announced)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.reason()).isEqualTo("FailedCreate");
              assertThat(event.message()).contains("no quota");
            });

    reconciler.reconcile(KEY);
    assertThat(creates()).as("not yet").isEqualTo(1);

    ticker.pass(Duration.ofSeconds(2));
    reconciler.reconcile(KEY);
    assertThat(creates()).as("a second later").isEqualTo(2);
  }

  private long creates() {
    return sent.stream().filter(action -> action instanceof Action.Create).count();
  }

  private static CloneSetView edited() {
    CloneSetView other = CloneSets.sound().replicas(1).generation(2).view();
    ObjectMeta m = other.meta();
    ObjectMeta newer =
        new ObjectMeta(
            m.key(),
            m.uid(),
            m.version() + 1,
            m.generation(),
            m.labels(),
            m.annotations(),
            m.controller(),
            m.createdAt(),
            Optional.empty(),
            List.of());
    return new CloneSetView(newer, other.spec(), other.status());
  }

  private CloneSetReconciler reconciler() {
    Platform platform = SteppedScheduler.inOrder(ticker).platform();
    WritePipeline pipeline =
        new WritePipeline(
            new WritePipeline.Ports(new Answering(), announced::add, platform),
            new Expectations(platform, Duration.ofSeconds(30)),
            Limits.UNLIMITED);
    return new CloneSetReconciler(
        new CloneSetReconciler.Stores(
            cloneSets,
            new LockedObjectStore<>(PodView::meta),
            revisions,
            new LockedObjectStore<>(ClaimView::meta),
            new DepartedPods()),
        new CloneSetReconciler.Ports(pipeline, announced::add, ticker, planned::add),
        new Leading());
  }

  private final class Answering implements Writer {
    @Override
    public WriteResult write(Action action) {
      sent.add(action);
      return answers.apply(action);
    }

    @Override
    public boolean refresh(Action.Target target) {
      return readable;
    }
  }

  private final class Leading implements Term {
    @Override
    public long number() {
      return 1;
    }

    @Override
    public boolean isCurrent() {
      return leads;
    }
  }
}
