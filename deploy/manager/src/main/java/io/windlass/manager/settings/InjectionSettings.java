package io.windlass.manager.settings;

import java.time.Duration;

/**
 * When API servers ask about new pods, and what they do without an answer.
 *
 * @param failurePolicy Ignore by default: one manager that is away must not keep a whole cluster
 *     from making pods, and those that slipped through are named in the status
 * @param timeout how long the creation of a pod may wait for an answer, in whole seconds, 1 to 30
 * @param namespaces whose pods are asked about; kube-system and the manager's own never are
 * @param pods which are asked about
 */
public record InjectionSettings(
    FailurePolicy failurePolicy, Duration timeout, LabelSelector namespaces, LabelSelector pods) {
  public static final InjectionSettings DEFAULT =
      new InjectionSettings(
          FailurePolicy.IGNORE, Duration.ofSeconds(5), LabelSelector.ALL, LabelSelector.ALL);

  public InjectionSettings {
    if (timeout.toSeconds() < 1 || timeout.toSeconds() > 30) {
      throw new IllegalArgumentException("a webhook is waited for 1 to 30 s, not " + timeout);
    }
  }
}
