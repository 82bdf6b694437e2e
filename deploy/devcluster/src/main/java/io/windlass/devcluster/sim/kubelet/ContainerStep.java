package io.windlass.devcluster.sim.kubelet;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import io.windlass.devcluster.sim.kubelet.ContainerRun.State;
import io.windlass.devcluster.sim.kubelet.PodManifest.Container;
import io.windlass.devcluster.sim.kubelet.PodManifest.RestartPolicy;
import io.windlass.devcluster.sim.kubelet.PodManifest.Role;
import io.windlass.devcluster.sim.object.Notice;
import io.windlass.devcluster.sim.object.Notice.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What happens to one container at one moment. Everything that time allows happens, but a process
 * that stops and one that starts in its place are two steps: nobody may miss that it was down.
 *
 * <p>Restarts after a crash are held back as kubelets do it: not the first time, then 10 s and
 * twice as long each time up to 5 min, forgotten after 10 min of running and on a new image.
 */
final class ContainerStep {
  private static final int TERMINATED = 143;
  private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(10);
  private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(5);
  private static final Duration CALM = Duration.ofMinutes(10);
  private static final Duration PULL_BACK_OFF_SHOWS = Duration.ofSeconds(1);

  private final PodManifest pod;
  private final Container container;
  private final Rules rules;
  private final Instant now;
  private final List<Notice> notices = new ArrayList<>();

  ContainerStep(PodManifest pod, Container container, Rules rules, Instant now) {
    this.pod = pod;
    this.container = container;
    this.rules = rules;
    this.now = now;
  }

  /** What to tell about the steps that were taken. */
  List<Notice> notices() {
    return notices;
  }

  /**
   * The container after everything that is due.
   *
   * @param mayStart whether the containers before it are far enough
   * @param mustRestart whether it is to be replaced although its image has not changed
   */
  ContainerRun advance(ContainerRun run, boolean mayStart, boolean mustRestart) {
    ContainerRun before = run;
    ContainerRun after = once(before, mayStart, mustRestart);
    while (!after.equals(before) && !(before.state() instanceof State.Running)) {
      before = after;
      after = once(before, mayStart, false);
    }
    return after;
  }

  /** When to look at it again; empty if only a change of the pod can change anything. */
  Optional<Instant> nextLook(ContainerRun run) {
    return switch (run.state()) {
      case State.Held(), State.Ended() -> Optional.empty();
      case State.Preparing(Instant starts) -> Optional.of(starts);
      case State.BackingOff(Instant until, _) -> Optional.of(until);
      case State.Unpullable(Instant quietFrom) -> Optional.of(quietFrom).filter(now::isBefore);
      case State.Running(Instant since) ->
          Stream.of(rules.readyAt(container, run, since), rules.exitAt(container, since))
              .flatMap(Optional::stream)
              .filter(now::isBefore)
              .min(Instant::compareTo);
    };
  }

  /** The container when its pod stops: what runs ends well, what does not run never will. */
  ContainerRun stop(ContainerRun run) {
    if (!(run.state() instanceof State.Running)) {
      return run.in(new State.Ended());
    }
    // A server ends well when it is asked to; work that is meant to end has been cut off.
    boolean cutOff = pod.ending().isPresent() && pod.restartPolicy() != RestartPolicy.ALWAYS;
    return cutOff ? run.exited(now, TERMINATED, "Error") : run.exited(now, 0, "Completed");
  }

  /** Tells that the process is asked to end. */
  void announceStop(ContainerRun run) {
    if (run.state() instanceof State.Running) {
      tell(Severity.NORMAL, "Killing", "Stopping container %s", container.name());
    }
  }

  private ContainerRun once(ContainerRun run, boolean mayStart, boolean mustRestart) {
    boolean newImage = !container.image().equals(run.image());
    return switch (run.state()) {
      case State.Held() -> mayStart ? prepare(run) : run;
      case State.Preparing(Instant starts) ->
          newImage ? prepare(run) : starts.isAfter(now) ? run : start(run);
      case State.Unpullable _ -> newImage ? prepare(run) : run;
      case State.BackingOff(Instant until, _) ->
          newImage ? prepare(run.backOff(Duration.ZERO)) : until.isAfter(now) ? run : start(run);
      case State.Running(Instant since) ->
          newImage || mustRestart || !container.firm().equals(run.firm())
              ? replace(run)
              : exitIfDue(run, since);
      case State.Ended() -> run;
    };
  }

  private ContainerRun prepare(ContainerRun run) {
    boolean present = container.image().equals(run.ran());
    if (!present) {
      tell(Severity.NORMAL, "Pulling", "Pulling image \"%s\"", container.image());
    }
    if (!rules.behaviour().canPull(container.image())) {
      return refusePull(run);
    }
    ContainerBehaviour behaviour = rules.behaviour().of(container.name());
    Duration delay = run.starts() == 0 ? behaviour.start() : behaviour.restart();
    Duration pull = present ? Duration.ZERO : behaviour.pull();
    return run.with(container.image(), new State.Preparing(now.plus(delay).plus(pull)));
  }

  private ContainerRun refusePull(ContainerRun run) {
    tell(
        Severity.WARNING,
        "Failed",
        "Failed to pull image \"%s\": the simulated registry does not have it",
        container.image());
    tell(Severity.WARNING, "Failed", "Error: ErrImagePull");
    return run.with(container.image(), new State.Unpullable(now.plus(PULL_BACK_OFF_SHOWS)));
  }

  private ContainerRun start(ContainerRun run) {
    if (run.image().equals(run.ran())) {
      String image = run.image();
      tell(Severity.NORMAL, "Pulled", "Container image \"%s\" already present on machine", image);
    } else {
      tell(Severity.NORMAL, "Pulled", "Successfully pulled image \"%s\"", run.image());
    }
    tell(Severity.NORMAL, "Created", "Created container: %s", container.name());
    tell(Severity.NORMAL, "Started", "Started container %s", container.name());
    return run.started(now, container.firm());
  }

  private ContainerRun replace(ContainerRun run) {
    String name = container.name();
    tell(Severity.NORMAL, "Killing", "Container %s definition changed, will be restarted", name);
    return prepare(run.exited(now, 0, "Completed").backOff(Duration.ZERO));
  }

  private ContainerRun exitIfDue(ContainerRun run, Instant since) {
    Optional<Instant> due = rules.exitAt(container, since).filter(at -> !at.isAfter(now));
    return due.isPresent() ? exit(run, since, due.get()) : run;
  }

  private ContainerRun exit(ContainerRun run, Instant since, Instant at) {
    int code = rules.behaviour().of(container.name()).exit().code();
    ContainerRun exited = run.exited(at, code, code == 0 ? "Completed" : "Error");
    if (!startsAgain(code)) {
      return exited;
    }
    boolean calm = Duration.between(since, at).compareTo(CALM) >= 0;
    Duration held = calm ? Duration.ZERO : run.backOff();
    if (held.isZero()) {
      return prepare(exited.backOff(FIRST_BACK_OFF));
    }
    tell(
        Severity.WARNING,
        "BackOff",
        "Back-off restarting failed container %s in pod %s",
        container.name(),
        PodStatus.fullName(pod));
    Duration longer = held.multipliedBy(2);
    return exited
        .backOff(longer.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : longer)
        .in(new State.BackingOff(at.plus(held), held));
  }

  private boolean startsAgain(int code) {
    boolean succeeded = code == 0;
    return switch (container.role()) {
      case SIDECAR -> true;
      case INIT -> !succeeded && pod.restartPolicy() != RestartPolicy.NEVER;
      case MAIN ->
          pod.restartPolicy() == RestartPolicy.ALWAYS
              || (pod.restartPolicy() == RestartPolicy.ON_FAILURE && !succeeded);
    };
  }

  @FormatMethod
  private void tell(
      Severity severity, String reason, @FormatString String message, Object... parts) {
    String list = container.role() == Role.MAIN ? "containers" : "initContainers";
    notices.add(
        new Notice(
            severity,
            reason,
            message.formatted(parts),
            "spec.%s{%s}".formatted(list, container.name())));
  }
}
