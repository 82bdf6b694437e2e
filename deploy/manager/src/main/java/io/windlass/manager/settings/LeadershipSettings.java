package io.windlass.manager.settings;

import java.time.Duration;

/**
 * How replicas of the manager agree on the one that acts.
 *
 * @param lease where the Lease object lives
 * @param leaseDuration how long others leave a silent leader alone
 * @param renewDeadline how long a leader goes on without having renewed
 * @param retryPeriod pause between attempts to take or renew the lease
 */
public record LeadershipSettings(
    LeaseName lease, Duration leaseDuration, Duration renewDeadline, Duration retryPeriod) {
  /** Namespace and name of a Lease. */
  public record LeaseName(String namespace, String name) {
    @Override
    public String toString() {
      return namespace + "/" + name;
    }
  }

  public LeadershipSettings {
    require(retryPeriod.isPositive(), "the retry period must be positive: ", retryPeriod);
    require(
        renewDeadline.compareTo(retryPeriod) > 0,
        "the renew deadline must be longer than the retry period: ",
        renewDeadline);
    require(
        leaseDuration.minus(renewDeadline).compareTo(Duration.ofSeconds(1)) >= 0,
        "the lease must outlast the renew deadline by a second or more: ",
        leaseDuration);
  }

  /**
   * The longest time that a request may take: shorter than lease minus renew deadline, so that no
   * write of a leader that lost its lease ends after its successor has begun.
   */
  public Duration requestTimeout() {
    return leaseDuration.minus(renewDeadline).multipliedBy(4).dividedBy(5);
  }

  private static void require(boolean holds, String rule, Duration found) {
    if (!holds) {
      throw new IllegalArgumentException(rule + found);
    }
  }
}
