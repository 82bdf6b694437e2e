package io.windlass.runtime.queue;

/**
 * All that racing threads must agree on about one key, in one word, so that each step of a key is
 * one compare-and-set:
 *
 * <pre>
 *   IDLE --add--> QUEUED --poll--> RUNNING --done--> IDLE or, with nothing to remember, DEAD
 *   IDLE --add later, or paced--> DELAYED --its time comes--> QUEUED
 *   RUNNING --add--> TOUCHED --done--> QUEUED or DELAYED
 *
 *   bits 0-2    phase
 *   bits 3-4    priority, the smaller the more urgent; which line it stands in
 *   bit  5      touched by an add that waits for no time
 *   bits 6-13   places left behind: four bits for each line but the first
 *   bits 14-63  when it is due, in microseconds since the queue was made: 35 years
 * </pre>
 *
 * A line cannot be searched, so a key that moves up to another leaves its place in the old one
 * behind. The word counts such places; lines are first in, first out, so the first places of a key
 * that come up are the left ones. A key that has left as many in a line as can be counted, and
 * comes to that line again, takes one of them up instead of a new one.
 *
 * <p>Pure functions of the word.
 */
final class KeyState {
  static final int IDLE = 0;
  static final int DELAYED = 1;
  static final int QUEUED = 2;
  static final int RUNNING = 3;
  static final int TOUCHED = 4;
  static final int DEAD = 5;

  static final int USER_EDIT = 0;

  private static final int PRIORITY_SHIFT = 3;
  private static final long AT_ONCE_BIT = 1 << 5;
  private static final int LEFT_SHIFT = 6;
  private static final int LEFT_BITS = 4;
  private static final int MOST_LEFT = (1 << LEFT_BITS) - 1;
  private static final int DUE_SHIFT = 14;
  private static final long LEFT_MASK = (1L << DUE_SHIFT) - (1L << LEFT_SHIFT);

  private KeyState() {}

  /** The line of a priority: the more urgent, the smaller. */
  static int line(WorkQueue.Priority priority) {
    return switch (priority) {
      case USER_EDIT -> USER_EDIT;
      case CHANGE -> 1;
      case RESYNC -> 2;
    };
  }

  static int phase(long state) {
    return (int) state & 7;
  }

  static int priority(long state) {
    return (int) state >> PRIORITY_SHIFT & 3;
  }

  /** Whether the key stands in a line, in that of a priority or in a more urgent one. */
  static boolean standsInLine(long state, int priority) {
    return phase(state) == QUEUED && priority(state) <= priority;
  }

  static boolean wantsRun(long state) {
    return phase(state) == QUEUED || phase(state) == DELAYED || phase(state) == TOUCHED;
  }

  static boolean isRunning(long state) {
    return phase(state) == RUNNING || phase(state) == TOUCHED;
  }

  static long dueMicros(long state) {
    return state >>> DUE_SHIFT;
  }

  /** Whether an add that waits for no time came while the key ran. */
  static boolean touchedAtOnce(long state) {
    return (state & AT_ONCE_BIT) != 0;
  }

  /** How many places the key has left behind in a line. */
  static int left(long state, int line) {
    return line == USER_EDIT ? 0 : (int) (state >> leftShift(line)) & MOST_LEFT;
  }

  /** Queued from the phases that stand in no line. */
  static long queued(long state, int priority, long dueMicros) {
    long next = in(state, QUEUED, priority, dueMicros);
    return left(state, priority) == MOST_LEFT ? next - oneLeft(priority) : next;
  }

  /** Queued in a more urgent line. */
  static long movedUp(long state, int priority) {
    long next = queued(state, priority, dueMicros(state));
    return next + oneLeft(priority(state));
  }

  /** Still in the phase in which it was, but with something that is wanted. */
  static long wanting(long state, int priority, long dueMicros) {
    return in(state, phase(state), priority, dueMicros);
  }

  static long delayed(long state, int priority, long dueMicros) {
    return in(state, DELAYED, priority, dueMicros);
  }

  static long touched(long state, int priority, long dueMicros, boolean atOnce) {
    long next = in(state, TOUCHED, priority, dueMicros);
    return atOnce ? next | AT_ONCE_BIT : next;
  }

  /** A phase in which nothing is wanted. */
  static long unwanted(long state, int phase) {
    return in(state, phase, 0, 0);
  }

  /** One of the places that the key had left in a line has come up. */
  static long withoutOneLeft(long state, int line) {
    return state - oneLeft(line);
  }

  /** Whether a step into a line takes up a place that the key had left there. */
  static boolean takesUpLeftPlace(long before, long after) {
    int line = priority(after);
    return left(after, line) < left(before, line);
  }

  private static long in(long state, int phase, int priority, long dueMicros) {
    long left = state & LEFT_MASK;
    return phase | (long) priority << PRIORITY_SHIFT | left | dueMicros << DUE_SHIFT;
  }

  private static long oneLeft(int line) {
    return 1L << leftShift(line);
  }

  private static int leftShift(int line) {
    return LEFT_SHIFT + (line - 1) * LEFT_BITS;
  }
}
