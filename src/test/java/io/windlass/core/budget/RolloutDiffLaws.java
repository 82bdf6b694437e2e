package io.windlass.core.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.budget.RolloutDiff.Census;
import io.windlass.core.budget.RolloutDiff.Goal;
import io.windlass.core.budget.RolloutDiff.Surge;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The arithmetic is OpenKruise's wherever no decision of ours says otherwise: marked pods serve,
 * all pods that are updated are made anew, and not both sides have too many pods or too few.
 */
class RolloutDiffLaws {
  private static final int NO_LIMIT = Integer.MAX_VALUE;

  record Case(Goal goal, Census updated, Census old) {}

  @Property(tries = 2_000)
  void isThatOfOpenKruise(@ForAll("cases") Case given) {
    assertThat(RolloutDiff.of(given.goal, given.updated, given.old)).isEqualTo(Theirs.of(given));
  }

  @Property(tries = 500)
  void noOlderPodsAreMadeThanPodsAreMissing(@ForAll("cases") Case given) {
    RolloutDiff diff = RolloutDiff.of(given.goal, given.updated, given.old);
    assertThat(diff.scaleUpLimit()).isBetween(0, diff.scaleUp());
    assertThat(diff.scaleUp() == 0 || diff.scaleDown() == 0).isTrue();
    assertThat(Math.abs(diff.updateNum()))
        .isLessThanOrEqualTo(diff.updateNum() < 0 ? given.updated.total() : given.old.total());
  }

  @Provide
  Arbitrary<Case> cases() {
    Arbitrary<Integer> few = Arbitraries.integers().between(0, 6);
    Arbitrary<Integer> limit = Arbitraries.of(NO_LIMIT, 0, 1, 2, 5);
    Arbitrary<Boolean> either = Arbitraries.of(true, false);
    Arbitrary<Goal> goals =
        Combinators.combine(few, few, few, limit, few, either, either)
            .as(
                (replicas, partition, unavailable, scale, surge, back, gone) ->
                    new Goal(
                        replicas,
                        Math.min(partition, replicas),
                        unavailable,
                        scale,
                        new Surge(surge, NO_LIMIT),
                        back,
                        gone));
    return Combinators.combine(goals, census(), census())
        .as(Case::new)
        .filter(given -> !Theirs.isOneSided(given));
  }

  private static Arbitrary<Census> census() {
    Arbitrary<Integer> few = Arbitraries.integers().between(0, 3);
    return Combinators.combine(few, few, few, few)
        .as(
            (serving, preDeleting, marked, down) ->
                new Census(
                    serving + preDeleting + marked + down, preDeleting, marked, marked, down));
  }

  /** What is written down of OpenKruise's arithmetic, step by step. */
  private record Theirs(Case given, int oldDiff, int newDiff) {
    static boolean isOneSided(Case given) {
      Theirs plain = between(given, true);
      return given.goal.movesBack() && (long) plain.oldDiff * plain.newDiff > 0;
    }

    static RolloutDiff of(Case given) {
      return between(given, given.goal.movesBack()).diff();
    }

    private static Theirs between(Case given, boolean movesBack) {
      Goal goal = given.goal;
      int old = active(given.old) - goal.partition();
      int updated = active(given.updated) - (goal.replicas() - goal.partition());
      return movesBack
          ? new Theirs(given, old, updated)
          : new Theirs(given, Math.max(old, 0), Math.min(updated, 0));
    }

    private static int active(Census census) {
      return census.total() - census.preDeleting();
    }

    private int down() {
      return given.updated.preDeleting()
          + given.old.preDeleting()
          + given.updated.unavailable()
          + given.old.unavailable();
    }

    private int marked() {
      return given.updated.toDelete() + given.old.toDelete();
    }

    /** So many pods beyond the goal, and how many of them old. */
    private int[] surge() {
      int scale = Math.min(Math.max(down() + marked() - given.goal.maxUnavailable(), 0), marked());
      int scaleOld = Math.max(scale - given.updated.toDelete(), 0);
      boolean apart = (oldDiff > 0 && newDiff < 0) || (oldDiff < 0 && newDiff > 0);
      int update = apart ? Math.min(Math.abs(oldDiff), Math.abs(newDiff)) : 0;
      int updateOld = apart && oldDiff < 0 ? update : 0;
      int most = given.goal.surge().max();
      int pods = Math.min(most, Math.max(scale, update));
      return new int[] {pods, Math.min(pods, scale >= update ? scaleOld : updateOld)};
    }

    private RolloutDiff diff() {
      Goal goal = given.goal;
      int all = given.updated.total() + given.old.total();
      int leaving = given.updated.preDeleting() + given.old.preDeleting();
      int counted = goal.preDeletingAreGone() ? all - leaving : all;
      int old = goal.preDeletingAreGone() ? active(given.old) : given.old.total();
      int wanted = goal.replicas() + surge()[0];
      int wantedOld = goal.partition() + surge()[1];
      int up = Math.max(wanted - counted, 0);
      int most = goal.scaleUnavailable() == NO_LIMIT ? NO_LIMIT : goal.scaleUnavailable() - down();
      return new RolloutDiff(
          up,
          Math.min(up, Math.max(most, 0)),
          Math.max(wantedOld - old, 0),
          Math.max(counted - marked() - wanted, 0),
          Math.max(old - given.old.toDelete() - wantedOld, 0),
          Math.max(goal.maxUnavailable() + all - goal.replicas() - down(), 0),
          Math.abs(oldDiff) <= Math.abs(newDiff) ? oldDiff : -newDiff,
          Math.max(goal.maxUnavailable() + all - goal.replicas(), 0));
    }
  }
}
