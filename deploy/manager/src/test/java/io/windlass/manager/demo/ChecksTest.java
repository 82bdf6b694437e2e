package io.windlass.manager.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.manager.demo.RolloutFigures.Rollout;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which check fails for which event; {@link Scenes} explains the events. */
class ChecksTest {
  private static final Rollout ROLLOUT = new Rollout(2, "shop", Scenes.NEW_IMAGE);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          in place                         | events                  | what fails
          as it should be                  | p1~ p1+ p2~ p2+         | ''
          a pod stays old                  | p1~ p1+                 | every pod is ready with the new image; container shop restarted once in each pod
          the other container restarts     | p1~ p1! p2~ p2+         | no other container started again
          another address                  | p1~ p1@ p2~ p2+         | every pod kept its IP
          a pod too many at once           | p1~ p2~ p1+ p2+         | never more than 1 pods not ready
          a stranger comes and goes        | p3~ p3x p1~ p1+ p2~ p2+ | no pod was re-created
          """)
  void anUpdateInPlaceIsHeldToEachPromise(String rule, String events, String fails) {
    RolloutFigures figures = RolloutFigures.of(Scenes.of(events), ROLLOUT);
    assertThat(failed(Checks.inPlace(ROLLOUT, figures, 1))).isEqualTo(fails);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          by re-creation                   | events                  | what fails
          one after the other              | p1x p3~ p3+ p2x p4~ p4+ | ''
          both at once                     | p1x p2x p3+ p4+         | never more than 1 pods not ready
          a pod was kept                   | p1~ p1+ p2x p4~ p4+     | every pod was re-created once; every pod has another IP; the other container started again in each pod
          a pod is missing at the end      | p1x p3~ p3+ p2x         | every pod is ready with the new image; every pod was re-created once; the other container started again in each pod
          """)
  void anUpdateByRecreationIsHeldToItsBudget(String rule, String events, String fails) {
    RolloutFigures figures = RolloutFigures.of(Scenes.of(events), ROLLOUT);
    assertThat(failed(Checks.recreate(ROLLOUT, figures, 1))).isEqualTo(fails);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          a canary of one                  | events                  | what fails
          as it should be                  | p1~ p1+                 | ''
          both pods                        | p1~ p1+ p2~ p2+         | 1 pods are ready with the new image; only their containers restarted
          by a new pod                     | p1x p3~ p3+             | only their containers restarted; no pod was re-created
          """)
  void aCanaryTakesNoMoreThanThePartitionLetsThrough(String rule, String events, String fails) {
    RolloutFigures figures = RolloutFigures.of(Scenes.of(events), ROLLOUT);
    assertThat(failed(Checks.canary(1, figures, 1))).isEqualTo(fails);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          undone, of both pods             | events                  | what fails
          as it should be                  | p1~ p1+ p2~ p2+         | ''
          one stays                        | p1~ p1+                 | every pod is ready with the image of before; only the pods of the canary were touched
          both at once                     | p1~ p2~ p1+ p2+         | never more than 1 pods not ready
          """)
  void anUndoTouchesOnlyTheCanary(String rule, String events, String fails) {
    RolloutFigures figures = RolloutFigures.of(Scenes.of(events), ROLLOUT);
    assertThat(failed(Checks.undone(ROLLOUT, 2, figures, 1))).isEqualTo(fails);
  }

  @ParameterizedTest(name = "{0} of 50 updated: {1}")
  @CsvSource({"0, false", "1, true", "49, true", "50, false"})
  void theMiddleIsNeitherTheBeginningNorTheEnd(int updated, boolean held) {
    assertThat(Checks.killedInTheMiddle(updated, 50).held()).isEqualTo(held);
  }

  @ParameterizedTest(name = "{0} writes for 10 pods: exactly 3 {1}, at most 4 {2}")
  @CsvSource({"0, false, false", "30, true, true", "31, false, true", "41, false, false"})
  void writesAreCountedPerPod(long writes, boolean exactly, boolean atMost) {
    assertThat(Checks.writesPerPod(3, 10, writes).held()).isEqualTo(exactly);
    assertThat(Checks.atMostWritesPerPod(4, 10, writes).held()).isEqualTo(atMost);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"p1~ p1+, true", "p1x p3+, false", "p3+ p1x, false"})
  void aPodTooFewOrTooManyIsSeen(String events, boolean held) {
    assertThat(Checks.neverDoubled(Scenes.of(events), 2).held()).isEqualTo(held);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          node-1 is lost                    | until replaced           | until it is back         | what fails
          p3 comes for p1, p2 is updated    | p1^ p3~ p3+ p2~ p2+      | p1^ p3~ p3+ p2~ p2+ p1x  | ''
          nobody comes for p1               | p1~ p2~ p2+              | p1~ p2~ p2+              | each of them was replaced, with the new image
          p3 comes while p1 is to stay      | p1~ p3~ p3+ p2~ p2+      | p1~ p3~ p3+ p2~ p2+ p1x  | never a pod too many that is to stay
          p2 goes, too                      | p1^ p3~ p3+ p2^ p4+      | p1^ p3~ p3+ p2^ p4+ p1x p2x | each of them was replaced, with the new image; no pod of another node was lost
          p1 stays when its node is back    | p1^ p3~ p3+ p2~ p2+      | p1^ p3~ p3+ p2~ p2+      | when the nodes came back their old pods went
          """)
  void lostNodesCostTheirPodsAndNoOthers(
      String rule, String untilReplaced, String untilBack, String fails) {
    Checks.Loss loss = new Checks.Loss(Set.of("node-1"), ROLLOUT, 1);
    assertThat(failed(Checks.lostNodes(loss, Scenes.of(untilReplaced), Scenes.of(untilBack))))
        .isEqualTo(fails);
  }

  @Test
  void morePodsOfOtherNodesDownThanTheBudgetAllowsAreSeen() {
    Checks.Loss loss = new Checks.Loss(Set.of("node-1"), ROLLOUT, 0);
    Observation seen = Scenes.of("p1^ p3+ p2~ p2+ p1x");
    assertThat(failed(Checks.lostNodes(loss, seen, seen)))
        .isEqualTo("never more than 0 pods of the other nodes not ready");
  }

  @ParameterizedTest(name = "{0} turned away before pods that came after 1 s: {1}")
  @CsvSource({"1, true", "2, true", "3, false", "10, false"})
  void aLoopOfRepeatedWritesIsSeenByItsHaste(int turnedAway, boolean held) {
    Observation seen = Scenes.of("");
    assertThat(Checks.repeatedAfterRest(turnedAway, Scenes.START, seen.after()).held())
        .isEqualTo(held);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"p1+ p2+, true", "p1+, false", "p1+ p2~, false"})
  void aPodThatDoesNotRunItWasNotBornWithIt(String events, boolean held) {
    RolloutFigures figures = RolloutFigures.of(Scenes.of(events), ROLLOUT);
    assertThat(Checks.bornWith(ROLLOUT, figures).held()).isEqualTo(held);
  }

  @Test
  void everyFaultMustBeNamed() {
    Check check = Checks.namesEach("all", List.of("spec.a", "spec.b"), "spec.a is wrong");
    assertThat(check.held()).isFalse();
    assertThat(check.observed()).contains("not named: spec.b");
    assertThat(Checks.namesEach("all", List.of("spec.a"), "spec.a is wrong").held()).isTrue();
  }

  @Test
  void anyEventIsATouch() {
    assertThat(Checks.untouched(Scenes.of("")).held()).isTrue();
    assertThat(Checks.untouched(Scenes.of("p1+")).held()).isFalse();
  }

  private static String failed(List<Check> checks) {
    return String.join(
        "; ", checks.stream().filter(check -> !check.held()).map(Check::sentence).toList());
  }
}
