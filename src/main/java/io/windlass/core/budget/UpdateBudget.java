package io.windlass.core.budget;

/**
 * How many more pods an update may take down.
 *
 * <p>Two limits hold: not more than {@code limit} pods are down, whatever the reason, and not more
 * than {@code limit} pods of the new revision are down, so that a new revision that does not work
 * stops the rollout. A pod that is down already counts against the second only.
 *
 * @param limit pods that may be down, see {@link RolloutDiff#updateMaxUnavailable()}
 * @param down pods that are down
 * @param updatedDown how many of these are of the new revision, or on their way to it
 */
public record UpdateBudget(int limit, int down, int updatedDown) {
  /** Whether one more pod may be updated, which is available now or not. */
  public boolean allows(boolean available) {
    return updatedDown < limit && (!available || down < limit);
  }

  /** What is left once one more pod is updated. */
  public UpdateBudget after(boolean available) {
    return new UpdateBudget(limit, available ? down + 1 : down, updatedDown + 1);
  }

  /** What is used, in words. */
  public String text() {
    // Told of each pod that waits, which may be thousands: a format would cost more than the plan.
    return Math.max(down, updatedDown) + " pods are down or freshly updated, " + limit + " may be";
  }
}
