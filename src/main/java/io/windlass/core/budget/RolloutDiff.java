package io.windlass.core.budget;

/**
 * All arithmetic of a rollout in one value: how far the pods are from what is wanted, and how far
 * one step may go. Numbers of pods, none negative.
 *
 * <p>Pods are either <em>updated</em> or <em>old</em>. Wanted are {@code replicas} pods, of which
 * {@code partition} old. Taking pods down is limited: {@code maxUnavailable}, plus the pods beyond
 * {@code replicas}, minus those that are down already. There is no surge: with one, the number of
 * pods wanted would be {@code replicas + surge}, and nothing else here would change.
 *
 * @param scaleUp pods that are missing
 * @param scaleUpLimit how many of them may be made now
 * @param scaleUpOld how many of the missing ones are to be old; may be more than {@code scaleUp}
 * @param scaleDown pods too many, beyond those that are already marked for deletion
 * @param scaleDownOld how many old ones are too many; may be more than {@code scaleDown}
 * @param deleteReadyLimit how many available pods may be deleted
 * @param updateNum old pods that are to be updated
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
   */
  public record Goal(int replicas, int partition, int maxUnavailable, int scaleUnavailable) {
    /** Without limit on scale-outs. */
    public Goal(int replicas, int partition, int maxUnavailable) {
      this(replicas, partition, maxUnavailable, Integer.MAX_VALUE);
    }
  }

  /**
   * What there is of one side.
   *
   * @param total active pods, those being prepared for deletion included
   * @param preDeleting pods whose deletion waits for a hook
   * @param toDelete others that are marked for deletion
   * @param unavailable pods that are not available, marked or not, but not the pre-deleting ones.
   *     (OpenKruise does not count marked pods, so that marking one that is down makes room for one
   *     that serves to be deleted as well.)
   */
  public record Census(int total, int preDeleting, int toDelete, int unavailable) {
    public static final Census NONE = new Census(0, 0, 0, 0);

    public Census plus(Census other) {
      return new Census(
          total + other.total,
          preDeleting + other.preDeleting,
          toDelete + other.toDelete,
          unavailable + other.unavailable);
    }

    int active() {
      return total - preDeleting;
    }
  }

  /** The difference between a goal and what there is. */
  public static RolloutDiff of(Goal goal, Census updated, Census old) {
    Census all = updated.plus(old);
    int down = all.preDeleting() + all.unavailable();
    int spare = goal.maxUnavailable() + all.total() - goal.replicas();
    int oldTooMany = atLeastZero(old.active() - goal.partition());
    int updatedTooFew = atLeastZero(goal.replicas() - goal.partition() - updated.active());
    int missing = atLeastZero(goal.replicas() - all.total());
    return new RolloutDiff(
        missing,
        Math.min(missing, atLeastZero(goal.scaleUnavailable() - down)),
        atLeastZero(goal.partition() - old.total()),
        atLeastZero(all.total() - all.toDelete() - goal.replicas()),
        atLeastZero(old.total() - old.toDelete() - goal.partition()),
        atLeastZero(spare - down),
        Math.min(oldTooMany, updatedTooFew),
        atLeastZero(spare));
  }

  private static int atLeastZero(int number) {
    return Math.max(number, 0);
  }
}
