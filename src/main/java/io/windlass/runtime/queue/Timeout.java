package io.windlass.runtime.queue;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** A value that waits in a {@link TimerWheel}; what to give {@link TimerWheel#cancel}. */
public final class Timeout<V> {
  private static final VarHandle STATE;
  private static final int WAITING = 0;
  private static final int EXPIRED = 1;
  private static final int CANCELLED = 2;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Timeout.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final V value;
  final long dueMicros;

  /** Its neighbour in a slot; only for who advances. */
  @Nullable Timeout<V> next;

  private volatile int state = WAITING;

  Timeout(V value, long dueMicros) {
    this.value = value;
    this.dueMicros = dueMicros;
  }

  /** Only one of the two ends comes to pass. */
  boolean cancel() {
    return STATE.compareAndSet(this, WAITING, CANCELLED);
  }

  boolean expire() {
    return STATE.compareAndSet(this, WAITING, EXPIRED);
  }

  boolean isWaiting() {
    return state == WAITING;
  }
}
