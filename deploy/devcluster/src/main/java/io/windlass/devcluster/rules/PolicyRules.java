package io.windlass.devcluster.rules;

/**
 * {@code policy/v1}: PodDisruptionBudgets, which have no defaults. Stateless.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/run-application/configure-pdb/">Disruption
 *     budgets</a>
 */
final class PolicyRules implements GroupRules {}
