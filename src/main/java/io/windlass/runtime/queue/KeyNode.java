package io.windlass.runtime.queue;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One key that a queue knows. The {@link KeyState} word is shared by all. What the last run left
 * behind is plain: written by the one worker that runs the key, before a step of the word; read by
 * others after they have read the word.
 */
final class KeyNode<K> {
  private static final VarHandle STATE;
  private static final VarHandle FAILURES;
  private static final VarHandle RESTING;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      STATE = lookup.findVarHandle(KeyNode.class, "state", long.class);
      FAILURES = lookup.findVarHandle(KeyNode.class, "failures", int.class);
      RESTING = lookup.findVarHandle(KeyNode.class, "resting", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final K key;
  private volatile long state;
  private volatile int failures;
  private volatile boolean resting;
  private volatile @Nullable Timeout<KeyNode<K>> timeout;
  private long startedMicros;
  private long plannedMicros;
  private long restsUntilMicros;

  KeyNode(K key) {
    this.key = key;
  }

  long state() {
    return state;
  }

  boolean casState(long before, long after) {
    return STATE.compareAndSet(this, before, after);
  }

  int failures() {
    return failures;
  }

  int failOnceMore() {
    return (int) FAILURES.getAndAdd(this, 1) + 1;
  }

  void forgetFailures() {
    if (failures != 0) {
      failures = 0;
    }
  }

  /** Whether the caller is the one to put the key among the resting. */
  boolean beginsToRest() {
    return !resting && RESTING.compareAndSet(this, false, true);
  }

  void restIsSeen() {
    resting = false;
  }

  @Nullable Timeout<KeyNode<K>> timeout() {
    return timeout;
  }

  void waitFor(Timeout<KeyNode<K>> latest) {
    timeout = latest;
  }

  /** By the worker that has just taken the key. */
  void started(long nowMicros) {
    startedMicros = nowMicros;
    plannedMicros = 0;
  }

  /** By the worker that runs the key. */
  void planned(long nowMicros) {
    plannedMicros = nowMicros;
  }

  /** By the worker that runs the key: works out how long it rests. */
  void ended(long nowMicros, Pace pace) {
    long planMicros = (plannedMicros == 0 ? nowMicros : plannedMicros) - startedMicros;
    restsUntilMicros = startedMicros + pace.pauseMicros(planMicros);
  }

  long restsUntilMicros() {
    return restsUntilMicros;
  }
}
