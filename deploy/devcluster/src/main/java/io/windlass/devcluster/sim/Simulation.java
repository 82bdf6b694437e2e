package io.windlass.devcluster.sim;

import io.windlass.devcluster.api.ClusterApi;
import io.windlass.devcluster.clock.ClusterClock;
import io.windlass.devcluster.sim.census.Census;
import io.windlass.devcluster.sim.expiry.EventExpiry;
import io.windlass.devcluster.sim.garbage.GarbageCollector;
import io.windlass.devcluster.sim.kubelet.Faults;
import io.windlass.devcluster.sim.kubelet.Kubelet;
import io.windlass.devcluster.sim.namespace.Namespaces;
import io.windlass.devcluster.sim.node.NodeFleet;
import io.windlass.devcluster.sim.scheduler.Scheduler;
import io.windlass.devcluster.sim.work.Part;
import io.windlass.devcluster.sim.work.Surroundings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A cluster behind an API: nodes, scheduler, kubelets, garbage collection and namespaces. It knows
 * the API and the clock and nothing else, so everything it does a client could see a real cluster
 * do.
 *
 * <p>Close ends it: nothing is written after that.
 */
public final class Simulation implements AutoCloseable {
  private static final int KUBELET_WORKERS = 8;

  private final Deque<Part> parts = new ArrayDeque<>();

  private Simulation() {}

  /** Starts a simulation; its nodes are registered on return. */
  public static Simulation start(
      ClusterApi api, ClusterClock clock, SimulationOptions options, Observatory observatory) {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    Surroundings surroundings = new Surroundings(api, clock, threads);
    Simulation simulation = start(surroundings, options, observatory);
    simulation.parts.addLast(threads::close);
    return simulation;
  }

  static Simulation start(
      ClusterApi api, ClusterClock clock, SimulationOptions options, Executor executor) {
    return start(
        new Surroundings(api, clock, executor), options, Observatory.on(clock, options.profiles()));
  }

  private static Simulation start(
      Surroundings surroundings, SimulationOptions options, Observatory observatory) {
    Simulation simulation = new Simulation();
    boolean warningsOnly = !options.noise().normalEvents();
    simulation.addControllers(surroundings, options, observatory);
    simulation.parts.addFirst(EventExpiry.start(surroundings));
    simulation.parts.addFirst(Scheduler.start(surroundings, warningsOnly));
    simulation.parts.addFirst(Kubelet.start(surroundings, kubelets(options, observatory)));
    simulation.parts.addFirst(
        NodeFleet.start(
            surroundings,
            new NodeFleet.Settings(
                options.nodes(),
                options.capacity(),
                options.noise().heartbeat(),
                observatory.nodes())));
    return simulation;
  }

  private void addControllers(
      Surroundings surroundings, SimulationOptions options, Observatory observatory) {
    GarbageCollector collector = new GarbageCollector(surroundings);
    Namespaces namespaces = new Namespaces(surroundings, options.rootCertificate());
    parts.addFirst(collector);
    parts.addFirst(namespaces);
    List<Census.Observer> observers = new ArrayList<>(List.of(collector, namespaces));
    Workloads workloads = Workloads.start(surroundings, !options.noise().normalEvents());
    parts.addFirst(workloads);
    observers.addAll(workloads.observers());
    Controllers controllers = Controllers.on(surroundings, options, observatory);
    observers.addAll(controllers.observers());
    parts.addFirst(controllers);
    parts.addFirst(Census.start(surroundings.as("census"), observers));
  }

  private static Kubelet.Settings kubelets(SimulationOptions options, Observatory observatory) {
    Set<Fault> faults = options.faults();
    return new Kubelet.Settings(
        NodeFleet.addresses(options.nodes()),
        options.pods(),
        new Faults(
            faults.contains(Fault.RESTART_EVERY_CONTAINER),
            faults.contains(Fault.NEW_IP_ON_RESTART),
            faults.contains(Fault.LOSE_POD),
            faults.contains(Fault.NEVER_READY_AGAIN)),
        !options.noise().normalEvents(),
        KUBELET_WORKERS,
        observatory.nodes(),
        options.profiles());
  }

  @Override
  public void close() {
    parts.forEach(Part::close);
    parts.clear();
  }
}
