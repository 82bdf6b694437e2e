package io.windlass.runtime.queue;

import static io.windlass.runtime.queue.KeyState.DEAD;
import static io.windlass.runtime.queue.KeyState.DELAYED;
import static io.windlass.runtime.queue.KeyState.IDLE;
import static io.windlass.runtime.queue.KeyState.QUEUED;
import static io.windlass.runtime.queue.KeyState.RUNNING;
import static io.windlass.runtime.queue.KeyState.TOUCHED;
import static io.windlass.runtime.queue.KeyState.USER_EDIT;
import static io.windlass.runtime.queue.KeyState.dueMicros;
import static io.windlass.runtime.queue.KeyState.phase;
import static io.windlass.runtime.queue.KeyState.priority;

/**
 * Where a step takes the word of a key. Changes nothing; reads the clock only where the answer
 * depends on it. Thread-safe.
 */
record KeySteps(MicroClock clock) {
  /** Stands for the present. */
  static final long AT_ONCE = 0;

  /** The state of a key after somebody wanted a run of it. */
  long wanted(KeyNode<?> node, long state, int priority, long due) {
    int both = Math.min(priority(state), priority);
    return switch (phase(state)) {
      case QUEUED -> both == priority(state) ? state : KeyState.movedUp(state, both);
      case RUNNING -> {
        long when = due == AT_ONCE ? clock.now() : due;
        yield KeyState.touched(state, priority, when, due == AT_ONCE);
      }
      case TOUCHED -> touchedAgain(state, both, due);
      case DELAYED -> delayedAgain(node, state, both, due);
      default -> {
        long now = clock.now();
        yield placed(node, KeyState.wanting(state, priority, due == AT_ONCE ? now : due), now);
      }
    };
  }

  private long touchedAgain(long state, int priority, long due) {
    boolean atOnce = KeyState.touchedAtOnce(state);
    if (atOnce) {
      return KeyState.touched(state, priority, dueMicros(state), true);
    }
    long when = due == AT_ONCE ? clock.now() : due;
    return KeyState.touched(state, priority, Math.min(dueMicros(state), when), due == AT_ONCE);
  }

  private long delayedAgain(KeyNode<?> node, long state, int priority, long due) {
    boolean isPaced = priority != USER_EDIT && dueMicros(state) <= node.restsUntilMicros();
    boolean noSooner = due == AT_ONCE ? isPaced : due >= dueMicros(state);
    if (noSooner) {
      return KeyState.delayed(state, priority, dueMicros(state));
    }
    long now = clock.now();
    long when = Math.min(dueMicros(state), due == AT_ONCE ? now : due);
    return placed(node, KeyState.delayed(state, priority, when), now);
  }

  /** In its line or, as long as its time has not come, among the delayed. */
  long placed(KeyNode<?> node, long state, long now) {
    int priority = priority(state);
    long due = dueMicros(state);
    long when = priority == USER_EDIT ? due : Math.max(due, node.restsUntilMicros());
    return when > now
        ? KeyState.delayed(state, priority, when)
        : KeyState.queued(state, priority, when);
  }

  /** Idle or, when there is nothing to remember, dead. */
  static long ended(KeyNode<?> node, long state, long now) {
    boolean remembers = node.failures() > 0 || node.restsUntilMicros() > now;
    return KeyState.unwanted(state, remembers ? IDLE : DEAD);
  }
}
