package io.windlass.devcluster.rules;

import java.util.List;

/**
 * What a ServiceAccount gives to the pods that run under it.
 *
 * @param mountsToken whether, unless the pod says otherwise
 * @param pullSecrets names, for pods that state none
 */
public record PodAccount(boolean mountsToken, List<String> pullSecrets) {
  /** An account without any wishes. */
  public static final PodAccount PLAIN = new PodAccount(true, List.of());

  public PodAccount {
    pullSecrets = List.copyOf(pullSecrets);
  }
}
