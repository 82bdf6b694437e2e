package io.windlass.devcluster.sim.kubelet;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One container as its (simulated) runtime knows it. Immutable.
 *
 * @param image the image that {@code state} is about
 * @param ran the image that was started last; empty before the first start
 * @param starts how often it was started; one more than its restart count
 * @param last how the run before this one ended, if there was one
 * @param backOff how long it will be held back after its next crash
 * @param firm what it was started with and cannot be given while it runs
 */
record ContainerRun(
    String image,
    String ran,
    State state,
    int starts,
    Optional<Exit> last,
    Duration backOff,
    String firm) {

  /** A container that has not been looked at yet. */
  static final ContainerRun NEW =
      new ContainerRun("", "", new State.Held(), 0, Optional.empty(), Duration.ZERO, "");

  /** Where the container stands. */
  sealed interface State {
    /** Waits for init containers before it. */
    record Held() implements State {}

    /** Its image comes, then it starts, at this moment. */
    record Preparing(Instant starts) implements State {}

    /** Its image cannot be had; from {@code quietFrom} on the kubelet is said to back off. */
    record Unpullable(Instant quietFrom) implements State {}

    /** Its process runs. */
    record Running(Instant since) implements State {}

    /** It crashed and is held back, for so long. */
    record BackingOff(Instant until, Duration held) implements State {}

    /** Its process ended and is not started again. */
    record Ended() implements State {}
  }

  /** The end of one run. {@code start} counts the runs of the container from 1. */
  record Exit(Instant started, Instant finished, int code, String reason, int start) {}

  /** How often it was started again. */
  int restarts() {
    return Math.max(0, starts - 1);
  }

  ContainerRun in(State next) {
    return new ContainerRun(image, ran, next, starts, last, backOff, firm);
  }

  ContainerRun with(String nextImage, State next) {
    return new ContainerRun(nextImage, ran, next, starts, last, backOff, firm);
  }

  /** Its process starts, with amounts that it keeps. */
  ContainerRun started(Instant at, String with) {
    return new ContainerRun(image, image, new State.Running(at), starts + 1, last, backOff, with);
  }

  /** Its process has ended; the caller says what comes next. */
  ContainerRun exited(Instant at, int code, String reason) {
    Instant since = state instanceof State.Running(Instant s) ? s : at;
    Exit exit = new Exit(since, at, code, reason, starts);
    return new ContainerRun(
        image, ran, new State.Ended(), starts, Optional.of(exit), backOff, firm);
  }

  ContainerRun backOff(Duration next) {
    return new ContainerRun(image, ran, state, starts, last, next, firm);
  }
}
