package io.windlass.core.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.budget.RolloutDiff.Census;
import io.windlass.core.budget.RolloutDiff.Goal;
import io.windlass.core.budget.RolloutDiff.Surge;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pods beyond replicas: how many are made, of which revision, and when they go again. */
class SurgeTest {
  private static final int ALL = 99;

  private static Goal goal(int replicas, int partition, int maxUnavailable) {
    return new Goal(replicas, partition, maxUnavailable);
  }

  private static Census serving(int pods) {
    return new Census(pods, 0, 0, 0, 0);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          the whole surge is made first, of updated pods       | 5 | 0 | 2 | 0 | 5 | 2 | 0 | 0
          it stays while old ones are left                      | 5 | 0 | 2 | 2 | 5 | 0 | 0 | 0
          a pod that went is made again                         | 5 | 0 | 2 | 2 | 4 | 1 | 0 | 0
          near the end it is needed no more: an old one goes    | 5 | 0 | 2 | 4 | 3 | 0 | 0 | 1
          at the end the last old ones go                       | 5 | 0 | 2 | 5 | 1 | 0 | 0 | 1
          not more than there is to update                      | 5 | 4 | 3 | 0 | 5 | 1 | 0 | 0
          nothing to update, no surge                           | 5 | 5 | 2 | 0 | 5 | 0 | 0 | 0
          done, no surge                                        | 5 | 0 | 2 | 5 | 0 | 0 | 0 | 0
          """)
  void ofUpdates(
      String rule,
      int replicas,
      int partition,
      int max,
      int updated,
      int old,
      int up,
      int upOld,
      int down) {
    RolloutDiff diff =
        RolloutDiff.of(
            goal(replicas, partition, 0).with(new Surge(max, ALL)), serving(updated), serving(old));
    assertThat(new int[] {diff.scaleUp(), diff.scaleUpOld(), diff.scaleDown()})
        .containsExactly(up, upOld, down);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pods that are updated in place need none    | 2 | 0  | 0
          only those that are made anew count         | 2 | 1  | 1
          the surge is the most                       | 2 | 99 | 2
          """)
  void isForPodsThatAreMadeAnew(String rule, int max, int movable, int up) {
    RolloutDiff diff =
        RolloutDiff.of(goal(5, 0, 1).with(new Surge(max, movable)), serving(0), serving(5));
    assertThat(diff.scaleUp()).isEqualTo(up);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a marked pod is replaced before it goes          | 0 | 2 | 0 | 1 | 0 | 0 | 1 | 0
          an old one by an old one                         | 0 | 2 | 0 | 0 | 1 | 0 | 1 | 1
          what may be missing needs no replacement before  | 1 | 2 | 0 | 1 | 0 | 0 | 0 | 0
          unless others are down                           | 1 | 2 | 0 | 1 | 0 | 1 | 1 | 0
          not more than the surge                          | 0 | 2 | 0 | 3 | 0 | 0 | 2 | 0
          without a surge none is                          | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 0
          pods that are down are no reason by themselves   | 0 | 2 | 0 | 0 | 0 | 2 | 0 | 0
          """)
  void ofMarkedPods(
      String rule,
      int maxUnavailable,
      int max,
      int movable,
      int markedUpdated,
      int markedOld,
      int down,
      int up,
      int upOld) {
    Census updated = new Census(3, 0, markedUpdated, markedUpdated, down);
    Census old = new Census(3, 0, markedOld, markedOld, 0);
    RolloutDiff diff =
        RolloutDiff.of(goal(6, 3, maxUnavailable).with(new Surge(max, movable)), updated, old);
    assertThat(new int[] {diff.scaleUp(), diff.scaleUpOld()}).containsExactly(up, upOld);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a raised partition moves pods back               | 4 | 3 | 3 | 1 | true  | -2
          as far as it was raised                          | 4 | 4 | 3 | 1 | true  | -3
          only where that is switched on                   | 4 | 3 | 3 | 1 | false | 0
          a lowered one moves pods forwards                | 4 | 1 | 0 | 4 | true  | 3
          too many of both is for scaling to mend          | 4 | 2 | 4 | 4 | true  | 0
          too few of both as well                          | 8 | 4 | 2 | 2 | true  | 0
          """)
  void movesBack(
      String rule,
      int replicas,
      int partition,
      int updated,
      int old,
      boolean movesBack,
      int updateNum) {
    Goal goal = new Goal(replicas, partition, 1, Integer.MAX_VALUE, Surge.NONE, movesBack, false);
    assertThat(RolloutDiff.of(goal, serving(updated), serving(old)).updateNum())
        .isEqualTo(updateNum);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a pod that waits to be deleted is not replaced before it is gone | false | 0 | 0
          or at once, where that is asked for                              | true  | 1 | 0
          """)
  void preDeleting(String rule, boolean preDeletingAreGone, int up, int down) {
    Goal goal = new Goal(3, 0, 1, Integer.MAX_VALUE, Surge.NONE, false, preDeletingAreGone);
    RolloutDiff diff = RolloutDiff.of(goal, new Census(3, 1, 0, 0, 0), Census.NONE);
    assertThat(new int[] {diff.scaleUp(), diff.scaleDown()}).containsExactly(up, down);
  }
}
