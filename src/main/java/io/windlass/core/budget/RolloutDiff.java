package io.windlass.core.budget;

/**
 * All arithmetic of a rollout in one value: how far the pods are from what is wanted, and how far
 * one step may go. Numbers of pods, none negative but {@code updateNum}.
 *
 * <p>Pods are either <em>updated</em> or <em>old</em>. Wanted are {@code replicas} pods, of which
 * {@code partition} old, and during a rollout or while marked pods are replaced up to {@code
 * maxSurge} more. Taking pods down is limited: {@code maxUnavailable}, plus the pods beyond {@code
 * replicas}, minus those that are down already.
 *
 * @param scaleUp pods that are missing, those of the surge among them
 * @param scaleUpLimit how many of them may be made now
 * @param scaleUpOld how many of the missing ones are to be old; may be more than {@code scaleUp}
 * @param scaleDown pods too many, beyond those that are already marked for deletion
 * @param scaleDownOld how many old ones are too many; may be more than {@code scaleDown}
 * @param deleteReadyLimit how many available pods may be deleted
 * @param updateNum old pods that are to be updated; below 0, updated ones that are to go back
 * @param updateMaxUnavailable how many pods may be down or freshly updated because of the update
 */
public record RolloutDiff(
    int scaleUp,
    int scaleUpLimit,
    int scaleUpOld,
    int scaleDown,
    int scaleDownOld,
    int deleteReadyLimit,
    int updateNum,
    int updateMaxUnavailable) {

  /**
   * What is wanted. Numbers of pods, never percentages.
   *
   * @param scaleUnavailable so many pods at most may be down or just made in a scale-out
   * @param surge the pods that may be made beyond {@code replicas} for a while
   * @param movesBack whether updated pods beyond what the partition allows go back
   * @param preDeletingAreGone whether pods whose deletion waits for a hook are replaced at once
   */
  public record Goal(
      int replicas,
      int partition,
      int maxUnavailable,
      int scaleUnavailable,
      Surge surge,
      boolean movesBack,
      boolean preDeletingAreGone) {
    /** Without surge, and forwards only. */
    public Goal(int replicas, int partition, int maxUnavailable, int scaleUnavailable) {
      this(replicas, partition, maxUnavailable, scaleUnavailable, Surge.NONE, false, false);
    }

    /** The same without limit on scale-outs. */
    public Goal(int replicas, int partition, int maxUnavailable) {
      this(replicas, partition, maxUnavailable, Integer.MAX_VALUE);
    }

    /** The same with a surge. */
    public Goal with(Surge other) {
      return new Goal(
          replicas,
          partition,
          maxUnavailable,
          scaleUnavailable,
          other,
          movesBack,
          preDeletingAreGone);
    }
  }

  /**
   * Pods beyond those that are wanted, for a while.
   *
   * @param max how many
   * @param movable how many of the pods that are to be updated need one beside them for that
   */
  public record Surge(int max, int movable) {
    public static final Surge NONE = new Surge(0, 0);
  }

  /**
   * What there is of one side.
   *
   * @param total active pods, those being prepared for deletion included
   * @param preDeleting pods whose deletion waits for a hook
   * @param toDelete others that are marked for deletion
   * @param toDeleteServing how many of those are available
   * @param unavailable pods that are not available, marked or not, but not the pre-deleting ones.
   *     (OpenKruise does not count marked pods, so that marking one that is down makes room for one
   *     that serves to be deleted as well.)
   */
  public record Census(
      int total, int preDeleting, int toDelete, int toDeleteServing, int unavailable) {
    public static final Census NONE = new Census(0, 0, 0, 0, 0);

    public Census plus(Census other) {
      return new Census(
          total + other.total,
          preDeleting + other.preDeleting,
          toDelete + other.toDelete,
          toDeleteServing + other.toDeleteServing,
          unavailable + other.unavailable);
    }

    /** What is left without a part of it. */
    public Census minus(Census part) {
      return new Census(
          total - part.total,
          preDeleting - part.preDeleting,
          toDelete - part.toDelete,
          toDeleteServing - part.toDeleteServing,
          unavailable - part.unavailable);
    }

    int active() {
      return total - preDeleting;
    }

    /** Those that count where pods are missing or too many. */
    int counted(Goal goal) {
      return goal.preDeletingAreGone ? active() : total;
    }
  }

  /** The difference between a goal and what there is. */
  public static RolloutDiff of(Goal goal, Census updated, Census old) {
    Census all = updated.plus(old);
    int down = all.preDeleting() + all.unavailable();
    int spare = goal.maxUnavailable() + all.total() - goal.replicas();
    int updateNum = updateNum(goal, updated, old);
    Extra extra = Extra.of(goal, updated, old, updateNum);
    int counted = all.counted(goal);
    int wanted = goal.replicas() + extra.pods();
    int wantedOld = goal.partition() + extra.old();
    int missing = atLeastZero(wanted - counted);
    return new RolloutDiff(
        missing,
        Math.min(missing, atLeastZero(goal.scaleUnavailable() - down)),
        atLeastZero(wantedOld - old.counted(goal)),
        atLeastZero(counted - all.toDelete() - wanted),
        atLeastZero(old.counted(goal) - old.toDelete() - wantedOld),
        atLeastZero(spare - down),
        updateNum,
        atLeastZero(spare));
  }

  /** As many as are too many on one side and too few on the other. */
  private static int updateNum(Goal goal, Census updated, Census old) {
    int oldTooMany = old.active() - goal.partition();
    int updatedTooMany = updated.active() - (goal.replicas() - goal.partition());
    if (oldTooMany > 0 && updatedTooMany < 0) {
      return Math.min(oldTooMany, -updatedTooMany);
    }
    return goal.movesBack() && oldTooMany < 0 && updatedTooMany > 0
        ? -Math.min(-oldTooMany, updatedTooMany)
        : 0;
  }

  /** The part of the surge that is in use. */
  private record Extra(int pods, int old) {
    static Extra of(Goal goal, Census updated, Census old, int updateNum) {
      Census all = updated.plus(old);
      int down = all.preDeleting() + all.unavailable() + all.toDeleteServing();
      int replaced = Math.clamp(down - (long) goal.maxUnavailable(), 0, all.toDelete());
      int moved = Math.min(Math.abs(updateNum), goal.surge().movable());
      int ofOld = replaced >= moved ? replaced - updated.toDelete() : updateNum < 0 ? moved : 0;
      int pods = Math.min(goal.surge().max(), Math.max(replaced, moved));
      return new Extra(pods, Math.min(pods, atLeastZero(ofOld)));
    }
  }

  private static int atLeastZero(int number) {
    return Math.max(number, 0);
  }
}
