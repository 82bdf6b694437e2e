package io.windlass.runtime.control;

/**
 * Brings one object closer to what its owner wants: gather, plan, execute. May block; thread-safe.
 */
@FunctionalInterface
public interface Reconciler<K> {
  /** One run for one key; the loop never runs the same key twice at once. */
  Outcome reconcile(K key);
}
