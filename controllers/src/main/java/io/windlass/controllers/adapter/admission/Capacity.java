package io.windlass.controllers.adapter.admission;

import java.time.Duration;

/**
 * How much a server takes on at once; whatever comes beyond that is told at once to come again.
 *
 * @param connections open at once; the next ones wait in the operating system
 * @param answers worked on at once
 * @param waiting how many more may wait for one of these
 * @param patience how long they wait at most
 * @param bodyBytes of bodies held at once, however many they are
 * @param bodyWithin how long a body may take to arrive
 */
public record Capacity(
    int connections,
    int answers,
    int waiting,
    Duration patience,
    int bodyBytes,
    Duration bodyWithin) {
  // An estimate: the densest documents take some 17 times their text as trees, and half of the
  // heap is not for guests.
  private static final int HEAP_SHARE = 32;
  private static final int LEAST_BYTES = 4 * 1024 * 1024;
  private static final int MOST_BYTES = 128 * 1024 * 1024;
  private static final int ANSWERS_PER_PROCESSOR = 32;
  private static final int WAITING_PER_ANSWER = 8;

  public Capacity {
    if (connections < 1 || answers < 1 || waiting < 0 || bodyBytes < 1) {
      throw new IllegalArgumentException(
          "no capacity: %d %d %d %d".formatted(connections, answers, waiting, bodyBytes));
    }
  }

  /** What a process of this heap and this many processors can take on. */
  public static Capacity of(long heapBytes, int processors) {
    int answers = ANSWERS_PER_PROCESSOR * processors;
    int waiting = WAITING_PER_ANSWER * answers;
    int bytes = Math.clamp(heapBytes / HEAP_SHARE, LEAST_BYTES, MOST_BYTES);
    return new Capacity(
        2 * (answers + waiting),
        answers,
        waiting,
        Duration.ofSeconds(2),
        bytes,
        Duration.ofSeconds(10));
  }
}
