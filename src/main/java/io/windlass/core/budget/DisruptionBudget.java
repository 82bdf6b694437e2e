package io.windlass.core.budget;

/**
 * How many serving pods an update may disturb at once, where only what the update itself has done
 * counts: pods that are down for reasons of their own use nothing of it, and to update them costs
 * nothing.
 *
 * @param limit pods that may be disturbed at once
 * @param used pods that were updated and do not serve yet
 */
public record DisruptionBudget(int limit, int used) {
  /** Whether one more pod may be updated, which serves now or not. */
  public boolean allows(boolean serving) {
    return !serving || used < limit;
  }

  /** What is left once one more pod is updated. */
  public DisruptionBudget after(boolean serving) {
    return serving ? new DisruptionBudget(limit, used + 1) : this;
  }

  /** What is used, in words. */
  public String text() {
    // Told of each pod that waits, which may be thousands: a format would cost more than the plan.
    return used + " updated pods do not serve yet, " + limit + " may be";
  }
}
