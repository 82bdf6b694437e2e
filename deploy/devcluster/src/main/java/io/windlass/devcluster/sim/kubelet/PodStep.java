package io.windlass.devcluster.sim.kubelet;

import io.windlass.devcluster.sim.kubelet.ContainerRun.State;
import io.windlass.devcluster.sim.kubelet.PodManifest.Container;
import io.windlass.devcluster.sim.kubelet.PodManifest.Ending;
import io.windlass.devcluster.sim.kubelet.PodManifest.Role;
import io.windlass.devcluster.sim.object.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The kubelet's decision: from what a pod should be, what it is and the time, what it is next. A
 * pure function.
 */
final class PodStep {

  /**
   * What follows.
   *
   * @param look when time alone will change something
   * @param replaced whether a container was stopped because of its image
   * @param over whether the pod is being deleted and nothing of it runs any more
   */
  record Step(
      PodRun run, List<Notice> notices, Optional<Instant> look, boolean replaced, boolean over) {
    Step {
      notices = List.copyOf(notices);
    }
  }

  private final PodManifest pod;
  private final Rules rules;
  private final Instant now;
  private final List<Notice> notices = new ArrayList<>();
  private PodRun run;

  private PodStep(PodManifest pod, PodRun run, Rules rules, Instant now) {
    this.pod = pod;
    this.run = run;
    this.rules = rules;
    this.now = now;
  }

  /** The next step of a pod. */
  static Step next(PodManifest pod, PodRun run, Rules rules, Instant now) {
    PodStep step = new PodStep(pod, run, rules, now);
    return pod.ending().isPresent() ? step.end(pod.ending().get()) : step.live();
  }

  private Step live() {
    boolean replaced = pod.containers().stream().anyMatch(this::isToBeReplaced);
    boolean open = true;
    for (Container c : pod.containers()) {
      boolean mustRestart = replaced && rules.faults().restartEveryContainer();
      ContainerStep step = new ContainerStep(pod, c, rules, now);
      ContainerRun after = step.advance(run.container(c.name()), open, mustRestart);
      run = run.with(c.name(), after);
      notices.addAll(step.notices());
      open = open && rules.isInitialized(c, after);
    }
    if (isFinished(pod, run)) {
      stopAll();
    }
    return new Step(run, notices, nextLook(), replaced, false);
  }

  private boolean isToBeReplaced(Container c) {
    ContainerRun before = run.container(c.name());
    return before.state() instanceof State.Running && !before.image().equals(c.image());
  }

  /** Whether nothing of a pod will run any more, by its own restart policy. */
  static boolean isFinished(PodManifest pod, PodRun run) {
    boolean initFailed =
        pod.containers(Role.INIT).stream().anyMatch(c -> Rules.hasFailed(run.container(c.name())));
    return initFailed
        || pod.containers(Role.MAIN).stream()
            .allMatch(c -> run.container(c.name()).state() instanceof State.Ended);
  }

  private Step end(Ending ending) {
    if (run.ending().isEmpty()) {
      run = run.endingAt(now);
      for (Container c : pod.containers()) {
        ContainerStep step = new ContainerStep(pod, c, rules, now);
        step.announceStop(run.container(c.name()));
        notices.addAll(step.notices());
      }
    }
    Duration grace = Duration.ofSeconds(ending.graceSeconds());
    Duration stop = rules.behaviour().stop();
    Instant over = run.ending().orElse(now).plus(stop.compareTo(grace) < 0 ? stop : grace);
    if (over.isAfter(now)) {
      return new Step(run, notices, Optional.of(over), false, false);
    }
    stopAll();
    return new Step(run, notices, Optional.empty(), false, true);
  }

  private void stopAll() {
    for (Container c : pod.containers()) {
      ContainerStep step = new ContainerStep(pod, c, rules, now);
      run = run.with(c.name(), step.stop(run.container(c.name())));
    }
  }

  private Optional<Instant> nextLook() {
    return pod.containers().stream()
        .map(c -> new ContainerStep(pod, c, rules, now).nextLook(run.container(c.name())))
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }
}
