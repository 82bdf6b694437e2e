package io.windlass.manager.bench;

import io.fabric8.kubernetes.api.model.Pod;
import io.windlass.manager.bench.PhaseFigures.Point;
import io.windlass.manager.report.CommandFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** One phase from the change of the CloneSet to its end. Used by one thread. */
final class PhaseRun {
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration TELL = Duration.ofSeconds(10);

  private final Subject subject;
  private final Phase phase;
  private final int pods;
  private final Duration patience;
  private final List<Point> curve = new ArrayList<>();
  private long started;

  PhaseRun(Subject subject, Phase phase, int pods, Duration patience) {
    this.subject = subject;
    this.phase = phase;
    this.pods = pods;
    this.patience = patience;
  }

  /**
   * Begins the phase and waits for its end.
   *
   * @param look called at each look, ten times a second
   * @param tell told now and then how far it is
   * @throws CommandFailure if nothing happens for long
   */
  void await(Runnable look, Consumer<String> tell) {
    started = System.nanoTime();
    long generation = subject.apply(phase.patch(pods));
    long moved = started;
    long told = started;
    CloneSetProgress progress = enter(subject.progress());
    while (!progress.isAtEnd(phase, pods, generation)) {
      LockSupport.parkNanos(LOOK.toNanos());
      look.run();
      CloneSetProgress now = enter(subject.progress());
      long moment = System.nanoTime();
      moved = now.equals(progress) ? moved : moment;
      progress = now;
      if (moment - moved > patience.toNanos()) {
        throw stalled(progress);
      }
      if (moment - told > TELL.toNanos()) {
        told = moment;
        tell.accept("%s: %s".formatted(phase.title(), standing(progress)));
      }
    }
    verify();
  }

  /** From the change until the status said that all was done. */
  double seconds() {
    return curve.getLast().seconds();
  }

  List<Point> curve() {
    return List.copyOf(curve);
  }

  private CloneSetProgress enter(CloneSetProgress progress) {
    curve.add(new Point((System.nanoTime() - started) / 1e9, progress.done(phase, pods)));
    return progress;
  }

  /** A status may say anything: the pods are the proof. */
  private void verify() {
    List<Pod> alive =
        subject.pods().stream()
            .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
            .toList();
    long reached = alive.stream().filter(PhaseRun::isReady).filter(phase::hasReached).count();
    int wanted = phase.podsAfter(pods);
    if (alive.size() != wanted || reached != wanted) {
      throw new CommandFailure(
          "after '%s' the status says that all is done, but of %d pods %d are as they should be (of %d)"
              .formatted(phase.title(), alive.size(), reached, wanted),
          "The manager's status is wrong, or somebody else changes these pods: look at them with"
              + " kubectl");
    }
  }

  private static boolean isReady(Pod pod) {
    return pod.getStatus() != null
        && pod.getStatus().getConditions().stream()
            .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
  }

  private CommandFailure stalled(CloneSetProgress progress) {
    return new CommandFailure(
        "'%s' stands still for %d s at %s"
            .formatted(phase.title(), patience.toSeconds(), standing(progress)),
        "Look at the CloneSet's conditions and Events, and into the manager's log");
  }

  private String standing(CloneSetProgress progress) {
    return "%,d of %,d pods".formatted(progress.done(phase, pods), pods);
  }
}
