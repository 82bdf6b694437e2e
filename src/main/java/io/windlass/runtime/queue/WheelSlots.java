package io.windlass.runtime.queue;

import java.util.List;
import java.util.function.ObjLongConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The wheel itself: levels of 64 slots, each slot of a level as long as all of the level below. A
 * value is in the lowest level at which its time and the present fall into different slots, so the
 * first slot in use of the lowest level in use holds what comes next; when the present enters a
 * slot of a higher level, its values move down.
 *
 * <p>Not thread-safe.
 */
final class WheelSlots<V> {
  private static final int LEVELS = 7;
  private static final int LEVEL_BITS = 6;
  private static final int SLOTS = 1 << LEVEL_BITS;

  /** The slots of the lowest level are 256 us long. */
  private static final int TICK_BITS = 8;

  private final List<Level<V>> levels = Stream.generate(Level<V>::new).limit(LEVELS).toList();
  private long tick;
  private int size;

  /** Values in the order in which they came. */
  private static final class Slot<V> {
    private @Nullable Timeout<V> first;
    private @Nullable Timeout<V> last;
    private long earliestMicros = TimerWheel.NEVER;

    void add(Timeout<V> timeout) {
      if (last == null) {
        first = timeout;
      } else {
        last.next = timeout;
      }
      last = timeout;
      earliestMicros = Math.min(earliestMicros, timeout.dueMicros);
    }

    @Nullable Timeout<V> takeAll() {
      Timeout<V> all = first;
      first = null;
      last = null;
      earliestMicros = TimerWheel.NEVER;
      return all;
    }
  }

  /** Slots, made when the first value comes, and which of them are in use. */
  private static final class Level<V> {
    private List<Slot<V>> slots = List.of();
    private long inUse;

    void add(int index, Timeout<V> timeout) {
      if (slots.isEmpty()) {
        slots = IntStream.range(0, SLOTS).mapToObj(_ -> new Slot<V>()).toList();
      }
      inUse |= 1L << index;
      slots.get(index).add(timeout);
    }

    @Nullable Timeout<V> takeAll(int index) {
      if ((inUse & 1L << index) == 0) {
        return null;
      }
      inUse &= ~(1L << index);
      return slots.get(index).takeAll();
    }
  }

  /** How many values there are, cancelled ones included. */
  int size() {
    return size;
  }

  void insert(Timeout<V> timeout) {
    size++;
    place(timeout);
  }

  /** Hands over what is due. */
  void advance(long nowMicros, ObjLongConsumer<? super V> expired) {
    long target = nowMicros >> TICK_BITS;
    expire(nowMicros, expired);
    while (tick < target) {
      enterNext(target);
      expire(nowMicros, expired);
    }
  }

  /** No value is due before; {@link TimerWheel#NEVER} if there is none. */
  long nextMicros() {
    for (int i = 0; i < LEVELS; i++) {
      Level<V> level = levels.get(i);
      long ahead = level.inUse & -1L << index(tick, i);
      if (ahead != 0) {
        return level.slots.get(Long.numberOfTrailingZeros(ahead)).earliestMicros;
      }
    }
    return TimerWheel.NEVER;
  }

  /** Drops all that was cancelled. */
  void sweep() {
    for (Level<V> level : levels) {
      for (long left = level.inUse; left != 0; left &= left - 1) {
        sweep(level, Long.numberOfTrailingZeros(left));
      }
    }
  }

  private void sweep(Level<V> level, int index) {
    Timeout<V> timeout = level.takeAll(index);
    while (timeout != null) {
      Timeout<V> next = timeout.next;
      timeout.next = null;
      if (timeout.isWaiting()) {
        level.add(index, timeout);
      } else {
        size--;
      }
      timeout = next;
    }
  }

  /** Hands over what is due in the slot of the present; the rest of it stays. */
  private void expire(long nowMicros, ObjLongConsumer<? super V> expired) {
    int index = index(tick, 0);
    Timeout<V> timeout = levels.getFirst().takeAll(index);
    while (timeout != null) {
      Timeout<V> next = timeout.next;
      timeout.next = null;
      if (timeout.dueMicros > nowMicros) {
        levels.getFirst().add(index, timeout);
      } else {
        size--;
        if (timeout.expire()) {
          expired.accept(timeout.value, timeout.dueMicros);
        }
      }
      timeout = next;
    }
  }

  /** The present enters the next slot in use, or goes right to the target if that is nearer. */
  private void enterNext(long target) {
    for (int i = 0; i < LEVELS; i++) {
      Level<V> level = levels.get(i);
      long ahead = level.inUse & -1L << index(tick, i);
      if (ahead != 0) {
        int index = Long.numberOfTrailingZeros(ahead);
        long start = start(i, index);
        tick = Math.min(target, start);
        if (start <= target) {
          moveDown(level, i, index);
        }
        return;
      }
    }
    tick = target;
  }

  private void moveDown(Level<V> level, int number, int index) {
    if (number == 0) {
      return;
    }
    Timeout<V> timeout = level.takeAll(index);
    while (timeout != null) {
      Timeout<V> next = timeout.next;
      timeout.next = null;
      if (timeout.isWaiting()) {
        place(timeout);
      } else {
        size--;
      }
      timeout = next;
    }
  }

  private void place(Timeout<V> timeout) {
    long at = Math.max(timeout.dueMicros >> TICK_BITS, tick);
    int level = level(at);
    levels.get(level).add(index(at, level), timeout);
  }

  /** The level of the highest bit in which a time differs from the present. */
  private int level(long at) {
    int highest = Long.SIZE - 1 - Long.numberOfLeadingZeros((at ^ tick) | 1);
    return highest / LEVEL_BITS;
  }

  private static int index(long at, int level) {
    return (int) (at >> (level * LEVEL_BITS)) & (SLOTS - 1);
  }

  private long start(int level, int index) {
    int shift = level * LEVEL_BITS;
    long above = tick >> (shift + LEVEL_BITS) << (shift + LEVEL_BITS);
    return above | (long) index << shift;
  }
}
