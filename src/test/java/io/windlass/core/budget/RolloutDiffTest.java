package io.windlass.core.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.budget.RolloutDiff.Census;
import io.windlass.core.budget.RolloutDiff.Goal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolloutDiffTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          none exist: all are missing, as updated ones               | 5 | 0 | 0 | 0 | 5 | 0
          none exist under a partition: so many of them old           | 5 | 2 | 0 | 0 | 5 | 2
          missing old ones come first                                 | 5 | 2 | 3 | 1 | 1 | 1
          enough old ones: the missing one is an updated one          | 5 | 2 | 2 | 2 | 1 | 0
          more old ones are wanted than are missing                   | 5 | 4 | 3 | 1 | 1 | 3
          nothing is missing                                          | 3 | 0 | 3 | 0 | 0 | 0
          too many: nothing is missing                                | 3 | 0 | 5 | 0 | 0 | 0
          """)
  void missing(
      String rule, int replicas, int partition, int updated, int old, int scaleUp, int scaleUpOld) {
    RolloutDiff diff =
        RolloutDiff.of(new Goal(replicas, partition, 1), serving(updated), serving(old));
    assertThat(new int[] {diff.scaleUp(), diff.scaleUpOld()}).containsExactly(scaleUp, scaleUpOld);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a scale-out has no limit of its own           | 9 | -1 | 3 | 1 | 6 | 6
          so many may be down or just made              | 9 | 4  | 3 | 0 | 6 | 4
          those that are down use it up                 | 9 | 4  | 3 | 3 | 6 | 1
          none is left                                  | 9 | 2  | 3 | 2 | 6 | 0
          it never becomes a debt                       | 9 | 2  | 3 | 3 | 6 | 0
          not more than are missing                     | 9 | 99 | 3 | 0 | 6 | 6
          """)
  void limited(
      String rule, int replicas, int scaleUnavailable, int total, int down, int up, int limit) {
    int most = scaleUnavailable < 0 ? Integer.MAX_VALUE : scaleUnavailable;
    RolloutDiff diff =
        RolloutDiff.of(
            new Goal(replicas, 0, 1, most), new Census(total, 0, 0, 0, down), Census.NONE);
    assertThat(new int[] {diff.scaleUp(), diff.scaleUpLimit()}).containsExactly(up, limit);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          old ones go first                          | 2 | 0 | 2 | 2 | 0 | 2 | 2
          old ones above the partition go first       | 3 | 1 | 3 | 3 | 0 | 3 | 2
          old ones within the partition stay          | 2 | 2 | 3 | 2 | 0 | 3 | 0
          marked ones are not counted again           | 3 | 0 | 5 | 0 | 2 | 0 | 0
          marked ones cover a part                    | 2 | 0 | 5 | 0 | 2 | 1 | 0
          """)
  void tooMany(
      String rule,
      int replicas,
      int partition,
      int updated,
      int old,
      int marked,
      int scaleDown,
      int scaleDownOld) {
    RolloutDiff diff =
        RolloutDiff.of(
            new Goal(replicas, partition, 1),
            new Census(updated, 0, marked, marked, 0),
            serving(old));
    assertThat(new int[] {diff.scaleDown(), diff.scaleDownOld()})
        .containsExactly(scaleDown, scaleDownOld);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          all old ones, where no partition is          | 5 | 0 | 0 | 5 | 5
          old ones above the partition                 | 5 | 2 | 0 | 5 | 3
          a raised partition moves nothing back        | 5 | 4 | 3 | 2 | 0
          not more than updated ones are missing       | 3 | 0 | 2 | 3 | 1
          not more than old ones are too many          | 5 | 3 | 0 | 4 | 1
          nothing is old                               | 3 | 0 | 3 | 0 | 0
          """)
  void toUpdate(String rule, int replicas, int partition, int updated, int old, int updateNum) {
    RolloutDiff diff =
        RolloutDiff.of(new Goal(replicas, partition, 1), serving(updated), serving(old));
    assertThat(diff.updateNum()).isEqualTo(updateNum);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          the budget is whole                                      | 5 | 2 | 5 | 0 | 0 | 0 | 2 | 2
          a pod that is down uses it for deletions                 | 5 | 2 | 5 | 0 | 0 | 1 | 1 | 2
          it is used up                                            | 5 | 2 | 5 | 0 | 0 | 2 | 0 | 2
          it never becomes a debt                                  | 5 | 1 | 5 | 0 | 0 | 3 | 0 | 1
          a missing pod uses it                                    | 5 | 2 | 4 | 0 | 0 | 0 | 1 | 1
          a surplus adds to it                                     | 3 | 1 | 5 | 0 | 0 | 0 | 3 | 3
          a pod being prepared for deletion uses it                | 5 | 2 | 5 | 1 | 0 | 0 | 1 | 2
          a pod marked for deletion uses it only when it is gone   | 5 | 2 | 5 | 0 | 1 | 0 | 2 | 2
          """)
  void budgets(
      String rule,
      int replicas,
      int maxUnavailable,
      int total,
      int preDeleting,
      int marked,
      int down,
      int deleteReadyLimit,
      int updateMaxUnavailable) {
    RolloutDiff diff =
        RolloutDiff.of(
            new Goal(replicas, 0, maxUnavailable),
            new Census(total, preDeleting, marked, marked, down),
            Census.NONE);
    assertThat(new int[] {diff.deleteReadyLimit(), diff.updateMaxUnavailable()})
        .containsExactly(deleteReadyLimit, updateMaxUnavailable);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          room for one that serves                                      | 2 | 1 | 0 | true  | true
          no room for one that serves                                    | 2 | 2 | 0 | true  | false
          one that is down already needs no room                         | 2 | 2 | 0 | false | true
          a new revision that does not work stops everything (#899)      | 2 | 2 | 2 | false | false
          no budget at all                                               | 0 | 0 | 0 | false | false
          """)
  void oneMorePod(
      String rule, int limit, int down, int updatedDown, boolean serving, boolean allowed) {
    assertThat(new UpdateBudget(limit, down, updatedDown).allows(serving)).isEqualTo(allowed);
  }

  private static Census serving(int pods) {
    return new Census(pods, 0, 0, 0, 0);
  }
}
