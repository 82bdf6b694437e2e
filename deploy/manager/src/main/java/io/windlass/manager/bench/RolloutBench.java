package io.windlass.manager.bench;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.manager.report.CommandFailure;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;

/**
 * Leads CloneSets through the phases, in a namespace of their own that is deleted at the end. Used
 * by one thread; {@link #close} may be called by any.
 */
public final class RolloutBench implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final int LOOKS_FOR_QUIET = 15;

  private final KubernetesClient client;
  private final ManagerProbe manager;
  private final PrintWriter lines;
  private final String namespace;
  private final Set<String> agents = new TreeSet<>();

  private RolloutBench(KubernetesClient client, ManagerProbe manager, PrintWriter lines) {
    this.client = client;
    this.manager = manager;
    this.lines = lines;
    this.namespace = "windlass-bench-" + Long.toString(System.currentTimeMillis(), 36);
  }

  /**
   * Makes the namespace.
   *
   * @param managerPid the manager's process on this machine, if it is there
   * @param lines where to tell how far it is
   */
  public static RolloutBench open(
      KubernetesClient client, Optional<Long> managerPid, PrintWriter lines) {
    Subject.require(client);
    ManagerProbe manager = managerPid.map(ManagerProbe::of).orElseGet(ManagerProbe::blind);
    RolloutBench bench = new RolloutBench(client, manager, lines);
    Subject.createNamespace(client, bench.namespace);
    return bench;
  }

  /** Goes through all phases as often as is wanted, and first uncounted if that is. */
  public BenchResult run(BenchSettings settings) {
    if (settings.warmUpPods() > 0) {
      tell("warm-up with %,d pods".formatted(settings.warmUpPods()));
      phases(settings, "warm-up", settings.warmUpPods());
    }
    List<RoundFigures> rounds = new ArrayList<>();
    for (int round = 1; round <= settings.rounds(); round++) {
      tell("round %d with %,d pods".formatted(round, settings.pods()));
      Optional<Double> before = manager.cpu().map(cpu -> cpu.toNanos() / 1e9);
      rounds.add(new RoundFigures(before, phases(settings, "round-" + round, settings.pods())));
    }
    return new BenchResult(settings, agents, rounds, notes());
  }

  private List<PhaseFigures> phases(BenchSettings settings, String name, int pods) {
    Subject subject = Subject.create(client, namespace, name, settings.maxUnavailable());
    awaitServed(subject, settings.patience());
    List<PhaseFigures> figures = new ArrayList<>();
    for (Phase phase : Phase.values()) {
      PhaseFigures measured = measure(settings, subject, phase, pods);
      tell("%s: %,d pods in %.1f s".formatted(phase.title(), pods, measured.seconds()));
      figures.add(measured);
    }
    subject.delete();
    return figures;
  }

  /** A CloneSet without pods is done as soon as anybody looks at it. */
  private static void awaitServed(Subject subject, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (subject.progress().observedGeneration() == 0) {
      if (System.nanoTime() > end) {
        throw new CommandFailure(
            "no manager acts: for %d s nobody has written the status of a new CloneSet"
                .formatted(patience.toSeconds()),
            "Start a manager that serves CloneSets on this cluster (windlass manager, OpenKruise)");
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private PhaseFigures measure(BenchSettings settings, Subject subject, Phase phase, int pods) {
    Optional<Requests> before = Requests.read(client);
    Optional<Duration> cpuBefore = manager.cpu();
    Peak resident = new Peak(manager);
    PhaseRun run = new PhaseRun(subject, phase, pods, settings.patience());
    run.await(resident::look, this::tell);
    Optional<Requests> requests = settled(before, settings);
    resident.look();
    Optional<Double> cpu =
        cpuBefore.flatMap(then -> manager.cpu().map(now -> now.minus(then).toNanos() / 1e9));
    return new PhaseFigures(
        phase,
        pods,
        run.seconds(),
        requests.map(Requests::aboutPods),
        requests.map(Requests::beside),
        cpu,
        resident.most(),
        run.curve());
  }

  /** Waits until the manager is quiet, since its last writes may follow the end of a phase. */
  private Optional<Requests> settled(Optional<Requests> before, BenchSettings settings) {
    Optional<Requests> seen = Optional.empty();
    Optional<Requests> now = since(before, settings);
    for (int look = 0; look < LOOKS_FOR_QUIET && !now.equals(seen); look++) {
      LockSupport.parkNanos(settings.quiet().toNanos());
      seen = now;
      now = since(before, settings);
    }
    return now;
  }

  private Optional<Requests> since(Optional<Requests> before, BenchSettings settings) {
    Optional<Requests> all =
        before.flatMap(then -> Requests.read(client).map(now -> now.since(then)));
    all.ifPresent(
        requests ->
            agents.addAll(settings.agent().map(requests::agents).orElseGet(requests::managers)));
    return all.map(requests -> requests.by(agents).withoutLeases());
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (Requests.read(client).isEmpty()) {
      notes.add("requests: the server does not count them (no " + Requests.PATH + ")");
    } else if (agents.isEmpty()) {
      notes.add("requests: no client wrote a CloneSet's status under a name that --agent gives");
    }
    if (manager.cpu().isEmpty()) {
      notes.add("CPU and memory: unknown without --manager-pid of a process on this machine");
    }
    return notes;
  }

  private void tell(String line) {
    lines.println("  " + line);
    lines.flush();
  }

  /** Deletes the namespace with all that is in it. */
  @Override
  public void close() {
    Subject.deleteNamespace(client, namespace);
  }

  /** The most memory that was seen. */
  private static final class Peak {
    private final ManagerProbe manager;
    private long most;

    private Peak(ManagerProbe manager) {
      this.manager = manager;
    }

    private void look() {
      most = Math.max(most, manager.residentBytes().orElse(0L));
    }

    private Optional<Long> most() {
      return most == 0 ? Optional.empty() : Optional.of(most);
    }
  }
}
