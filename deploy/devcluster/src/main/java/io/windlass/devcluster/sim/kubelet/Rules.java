package io.windlass.devcluster.sim.kubelet;

import io.windlass.devcluster.sim.kubelet.ContainerRun.State;
import io.windlass.devcluster.sim.kubelet.PodManifest.Container;
import io.windlass.devcluster.sim.kubelet.PodManifest.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What decides about a pod's containers beside its spec: its behaviour and planted faults. */
record Rules(Behaviour behaviour, Faults faults) {

  /** When a container that runs since this moment becomes ready; empty if never. */
  Optional<Instant> readyAt(Container c, ContainerRun run, Instant since) {
    boolean stuck = faults.neverReadyAgain() && run.restarts() > 0;
    if (stuck || !behaviour.becomesReady(c.name(), run.image())) {
      return Optional.empty();
    }
    return Optional.of(since.plus(behaviour.of(c.name()).ready()));
  }

  /** When a process that runs since this moment ends by itself; empty if never. */
  Optional<Instant> exitAt(Container c, Instant since) {
    Optional<Duration> after = behaviour.of(c.name()).exit().after();
    if (after.isEmpty() && c.role() == Role.INIT) {
      return Optional.of(since);
    }
    return after.map(since::plus);
  }

  /** Whether a container counts as ready now; an init container does once it has succeeded. */
  boolean isReady(Container c, ContainerRun run, Instant now) {
    return switch (run.state()) {
      case State.Running(Instant since) ->
          c.role() != Role.INIT
              && readyAt(c, run, since).filter(at -> !at.isAfter(now)).isPresent();
      case State.Ended() -> c.role() == Role.INIT && hasSucceeded(run);
      case State.Held(), State.Preparing _, State.Unpullable _, State.BackingOff _ -> false;
    };
  }

  /** Whether a container lets those after it start. */
  boolean isInitialized(Container c, ContainerRun run) {
    return switch (c.role()) {
      case INIT -> hasSucceeded(run);
      case SIDECAR -> run.starts() > 0;
      case MAIN -> true;
    };
  }

  static boolean hasSucceeded(ContainerRun run) {
    return run.state() instanceof State.Ended
        && run.last().filter(exit -> exit.code() == 0).isPresent();
  }

  static boolean hasFailed(ContainerRun run) {
    return run.state() instanceof State.Ended
        && run.last().filter(exit -> exit.code() == 0).isEmpty();
  }
}
