package io.windlass.runtime.apply;

import static io.windlass.runtime.apply.PipelineRig.OWNER;
import static io.windlass.runtime.apply.PipelineRig.announce;
import static io.windlass.runtime.apply.PipelineRig.newPod;
import static io.windlass.runtime.apply.PipelineRig.patch;
import static io.windlass.runtime.apply.PipelineRig.pod;
import static io.windlass.runtime.apply.PipelineRig.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windlass.core.model.Json;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.Action.Precondition;
import io.windlass.runtime.apply.Execution.Stop;
import io.windlass.runtime.port.WriteResult.Applied;
import io.windlass.runtime.port.WriteResult.Conflict;
import io.windlass.runtime.port.WriteResult.Refused;
import io.windlass.runtime.port.WriteResult.Throttled;
import io.windlass.runtime.port.WriteResult.Unknown;
import io.windlass.runtime.testing.SteppedTicker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a plan is carried out, as sentences, on stepped time. */
class WritePipelineTest {
  private static final Refused QUOTA = new Refused(403, "Forbidden", "exceeded quota");

  private final PipelineRig rig = new PipelineRig(Limits.DEFAULT);

  @Test
  void everythingIsSentAndTheStatusComesLast() {
    Execution execution = rig.execute(rig.plan(List.of(patch("a", 1), patch("b", 2)), status(9)));
    assertThat(rig.sent()).containsExactly("patch a", "patch b", "patch status owner");
    assertThat(execution)
        .isEqualTo(
            new Execution(
                List.of(patch("a", 1), patch("b", 2)),
                List.of(),
                Stop.NONE,
                Optional.empty(),
                true));
    assertThat(rig.metrics.lines())
        .containsExactly(
            "wrote patch pods applied",
            "wrote patch pods applied",
            "wrote patch clonesets/status applied");
  }

  @Test
  void aChainTakesItsVersionsFromItsAnswers() {
    rig.writer.answer(pod("a"), new Applied("ua", 50), new Applied("ua", 60));
    rig.execute(patch("a", 1), patch("b", 7), patch("a", 1), patch("a", 0));
    assertThat(rig.preconditions("a"))
        .containsExactly(
            new Precondition("", 1), new Precondition("ua", 50), new Precondition("ua", 0));
    assertThat(rig.preconditions("b")).containsExactly(new Precondition("", 7));
  }

  @Test
  void theStatusTakesItsVersionFromAnEarlierWriteToTheOwner() {
    rig.writer.answer(OWNER, new Applied("uo", 50));
    Action toOwner = new Action.Delete(OWNER, new Precondition("uo", 9), Optional.empty());
    rig.execute(rig.plan(List.of(toOwner), status(9)));
    assertThat(rig.preconditions("owner")).endsWith(new Precondition("uo", 50));
  }

  @Test
  void aFailureDropsTheRestOfItsChainAndOfNoOther() {
    Conflict conflict = new Conflict("changed meanwhile");
    rig.writer.answer(pod("a"), conflict);
    Execution execution =
        rig.execute(patch("a", 1), patch("a", 1), patch("b", 1), patch("b", 1), patch("c", 1));
    assertThat(rig.sent()).containsExactly("patch a", "patch b", "patch b", "patch c");
    assertThat(execution.applied()).containsExactly(patch("b", 1), patch("b", 1), patch("c", 1));
    assertThat(execution.failed()).containsExactly(new Execution.Failed(patch("a", 1), conflict));
  }

  @Test
  void anActionInTheChainOfAnotherObjectComesBeforeItAndStopsItWhenItFails() {
    rig.writer.answer(pod("claim-a"), QUOTA);
    Action claimOfA = new Action.Create(pod("claim-a"), Json.Obj.EMPTY, pod("a"));
    Action claimOfB =
        new Action.Delete(pod("claim-b"), Precondition.NONE, Optional.empty(), pod("b"));
    rig.execute(patch("b", 1), claimOfB, claimOfA, newPod("a"));
    assertThat(rig.sent()).containsExactlyInAnyOrder("patch b", "delete claim-b", "create claim-a");
  }

  @Test
  void aRefusalStopsNobodyAndTheStatusIsWritten() {
    rig.writer.answer(pod("a"), QUOTA);
    Execution execution = rig.execute(rig.plan(List.of(patch("a", 1), patch("b", 1)), status(9)));
    assertThat(rig.sent()).containsExactly("patch a", "patch b", "patch status owner");
    assertThat(execution.refused())
        .extracting(Execution.Failed::message)
        .containsExactly("exceeded quota");
    assertThat(execution.statusWritten()).isTrue();
  }

  @Test
  void anEventGoesOutWhenTheActionBeforeItWasApplied() {
    rig.writer.answer(pod("b"), QUOTA);
    rig.execute(
        announce("first"),
        patch("a", 1),
        announce("a is patched"),
        announce("a, once more"),
        patch("b", 1),
        announce("b is patched"));
    assertThat(rig.events()).containsExactly("first", "a is patched", "a, once more");
  }

  @Test
  void nothingIsSentAfterAPlanHasBecomeInvalid() {
    rig.validFor(2);
    Execution execution =
        rig.execute(rig.plan(List.of(patch("a", 1), patch("b", 1), patch("a", 1)), status(9)));
    assertThat(rig.sent()).containsExactly("patch a", "patch a");
    assertThat(execution)
        .isEqualTo(
            new Execution(
                List.of(patch("a", 1), patch("a", 1)),
                List.of(),
                Stop.OVERTAKEN,
                Optional.empty(),
                false));
  }

  @Test
  void createsStartSlowlyAndABatchWithAFailureIsTheLast() {
    rig.writer.answer(pod("p4"), QUOTA);
    Execution execution =
        rig.execute(
            rig.plan(
                List.of(
                    newPod("p0"),
                    newPod("p1"),
                    newPod("p2"),
                    newPod("p3"),
                    newPod("p4"),
                    newPod("p5"),
                    newPod("p6"),
                    newPod("p7"),
                    newPod("p8"),
                    patch("a", 1)),
                status(9)));
    assertThat(rig.sent())
        .containsExactly(
            "create p0",
            "patch a",
            "create p1",
            "create p2",
            "create p3",
            "create p4",
            "create p5",
            "create p6",
            "patch status owner");
    assertThat(execution.failed()).hasSize(1);
  }

  @Test
  void aQuotaThatIsUsedUpIsAskedForOneCreateOnly() {
    rig.writer.answer(pod("p0"), QUOTA);
    rig.execute(newPod("p0"), newPod("p1"), newPod("p2"));
    assertThat(rig.sent()).containsExactly("create p0");
  }

  @Test
  void aThrottledPlanStopsAndComesBackWhenTheServerSaid() {
    rig.writer.answer(pod("b"), new Throttled(Duration.ofSeconds(3)));
    Execution execution =
        rig.execute(rig.plan(List.of(patch("a", 1), patch("b", 1), patch("c", 1)), status(9)));
    assertThat(rig.sent()).containsExactly("patch a", "patch b");
    assertThat(execution.retryAt()).contains(SteppedTicker.START.plusSeconds(3));
    assertThat(execution.statusWritten()).isFalse();
  }

  @Test
  void anUnknownOutcomeIsLookedUpAndNotSentAgain() {
    rig.writer.answer(pod("a"), new Unknown("time-out"));
    Execution execution = rig.execute(patch("a", 1), patch("a", 1));
    assertThat(rig.sent()).containsExactly("patch a");
    assertThat(rig.writer.refreshed()).containsExactly(pod("a"));
    assertThat(execution.failed()).hasSize(1);
    assertThat(rig.pipeline.heldUpUntil(OWNER)).isEmpty();
  }

  @Test
  void anUnknownOutcomeThatCannotBeLookedUpHoldsTheOwnerUp() {
    rig.writer.answer(pod("a"), new Unknown("time-out")).readable(pod("a"), false);
    rig.execute(patch("a", 1), patch("b", 1));
    assertThat(rig.sent()).containsExactly("patch a", "patch b");
    assertThat(rig.pipeline.heldUpUntil(OWNER)).contains(SteppedTicker.START.plusSeconds(1));
    rig.writer.readable(pod("a"), true);
    rig.scheduler.advance(Duration.ofSeconds(1));
    assertThat(rig.pipeline.heldUpUntil(OWNER)).isEmpty();
  }

  @Test
  void aWriterThatThrowsLeavesAKeyThatLooks() {
    PipelineRig faulty =
        rig.with(
            (_, _) -> {
              throw new IllegalStateException("planted by this test");
            });
    assertThatThrownBy(() -> faulty.execute(patch("a", 1)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(faulty.writer.refreshed()).containsExactly(pod("a"));
  }
}
