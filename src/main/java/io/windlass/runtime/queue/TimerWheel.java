package io.windlass.runtime.queue;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ObjLongConsumer;
import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;

/**
 * Values that wait for a moment each. Starts no thread and reads no clock: {@link #advance} says
 * what time it is, and returns when to say so next.
 *
 * <p>Thread-safe and lock-free. {@link #schedule} and {@link #cancel} never wait. One {@link
 * #advance} works at a time; another meanwhile leaves its tick to that one and returns. Whoever
 * schedules must see to it that someone advances when the value is due.
 *
 * <p>A value is handed over once, at the first advance whose time is not before it; values whose
 * times differ by 256 us or more come in the order of their times, equal ones in the order of their
 * coming. Cost: O(1) to schedule and to cancel, and at most six moves before a value is handed
 * over. What was cancelled is swept out when it is half of all and more than a thousand.
 *
 * <p>New timeouts wait in an inbox for the next advance, which alone sees the wheel itself:
 * Varghese and Lauck, "Hashed and Hierarchical Timing Wheels" (1987), scheme 7.
 */
public final class TimerWheel<V> {
  /** Said by {@link #advance} when nothing waits. */
  public static final long NEVER = Long.MAX_VALUE;

  /** The latest time of a value, in microseconds; later ones come then. */
  public static final long LATEST_MICROS = (1L << 50) - 1;

  private static final int INBOX_CHUNK = 256;
  private static final int FULL_INBOX = 16 * INBOX_CHUNK;
  private static final int MANY_CANCELLED = 1_024;

  private final MpscUnboundedVarHandleArrayQueue<Timeout<V>> inbox =
      new MpscUnboundedVarHandleArrayQueue<>(INBOX_CHUNK);
  private final AtomicInteger cancelled = new AtomicInteger();
  private final AtomicInteger turns = new AtomicInteger();
  private final AtomicLong latestMicros = new AtomicLong();

  // Only for who has the turn.
  private final WheelSlots<V> slots = new WheelSlots<>();

  private volatile int known;

  /**
   * Lets a value wait.
   *
   * @param dueMicros since whenever the caller counts from, not negative
   */
  public Timeout<V> schedule(V value, long dueMicros) {
    if (dueMicros < 0) {
      throw new IllegalArgumentException("time began at 0, not at " + dueMicros);
    }
    Timeout<V> timeout = new Timeout<>(value, Math.min(dueMicros, LATEST_MICROS));
    inbox.offer(timeout);
    return timeout;
  }

  /** Takes a value back; returns whether it had been waiting still. */
  public boolean cancel(Timeout<V> timeout) {
    boolean inTime = timeout.cancel();
    if (inTime) {
      cancelled.incrementAndGet();
    }
    return inTime;
  }

  /** Whether an advance would tidy up much, due or not. */
  public boolean isUntidy() {
    int waiting = inbox.size();
    return waiting > FULL_INBOX || areMany(cancelled.get(), known + waiting);
  }

  /** How many values the wheel held after the last advance, cancelled ones included. */
  int size() {
    return known;
  }

  private static boolean areMany(int cancelled, int all) {
    return cancelled > MANY_CANCELLED && cancelled > all / 2;
  }

  /**
   * Hands over what is due. Time never runs back: an earlier time than one before counts as that.
   *
   * @param expired gets a value and its time; called by one thread at a time; may schedule and
   *     cancel
   * @return when the next value is due at the earliest; {@link #NEVER} if there is none, and if
   *     another thread is at it, which then is told
   */
  public long advance(long nowMicros, ObjLongConsumer<? super V> expired) {
    raise(Math.min(nowMicros, LATEST_MICROS));
    if (turns.getAndIncrement() != 0) {
      return NEVER;
    }
    int seen = 1;
    long next = NEVER;
    while (seen != 0) {
      takeIn();
      slots.advance(latestMicros.get(), expired);
      next = slots.nextMicros();
      known = slots.size();
      seen = turns.addAndGet(-seen);
    }
    return next;
  }

  private void raise(long nowMicros) {
    long latest = latestMicros.get();
    while (nowMicros > latest && !latestMicros.compareAndSet(latest, nowMicros)) {
      latest = latestMicros.get();
    }
  }

  private void takeIn() {
    for (Timeout<V> next = inbox.poll(); next != null; next = inbox.poll()) {
      if (next.isWaiting()) {
        slots.insert(next);
      }
    }
    int gone = cancelled.get();
    if (areMany(gone, slots.size())) {
      slots.sweep();
      cancelled.addAndGet(-gone);
    }
  }
}
