package io.windlass.devcluster.sim;

import io.windlass.devcluster.sim.autoscale.Autoscalers;
import io.windlass.devcluster.sim.balance.Balancers;
import io.windlass.devcluster.sim.census.Census;
import io.windlass.devcluster.sim.claim.Claims;
import io.windlass.devcluster.sim.disruption.Budgets;
import io.windlass.devcluster.sim.endpoint.Endpoints;
import io.windlass.devcluster.sim.node.Evictions;
import io.windlass.devcluster.sim.node.NodeLifecycle;
import io.windlass.devcluster.sim.profile.ClusterProfile;
import io.windlass.devcluster.sim.profile.Furniture;
import io.windlass.devcluster.sim.roster.PodRoster;
import io.windlass.devcluster.sim.work.Part;
import io.windlass.devcluster.sim.work.Surroundings;
import java.util.ArrayList;
import java.util.List;

/** The controllers that the census feeds, beside garbage collection and namespaces. */
final class Controllers implements Part {
  private final List<Census.Observer> observers = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();

  private Controllers() {}

  /** All of them; they work once a census tells their observers of objects. */
  static Controllers on(
      Surroundings surroundings, SimulationOptions options, Observatory observatory) {
    boolean warningsOnly = !options.noise().normalEvents();
    PodRoster roster = observatory.roster();
    ClusterProfile profile = options.profile();
    Furniture.apply(surroundings.api(), profile);
    Controllers controllers = new Controllers();
    controllers.observers.add(roster);
    controllers.observers.add(observatory.metrics());
    controllers.observers.add(observatory.nodes());
    if (!options.faults().contains(Fault.NODES_UNATTENDED)) {
      controllers.add(new NodeLifecycle(surroundings, roster, observatory.nodes(), warningsOnly));
    }
    controllers.add(new Evictions(surroundings, roster, warningsOnly));
    controllers.add(new Autoscalers(surroundings, roster, profile.metrics(), warningsOnly));
    controllers.add(new Budgets(surroundings, roster, warningsOnly));
    controllers.add(new Balancers(surroundings, profile, warningsOnly));
    if (options.nodes() > 0) {
      controllers.add(new Endpoints(surroundings, roster));
    }
    if (!profile.storage().isEmpty()) {
      controllers.add(new Claims(surroundings, roster, warningsOnly));
    }
    return controllers;
  }

  private <T extends Census.Observer & Part> void add(T controller) {
    observers.add(controller);
    parts.add(controller);
  }

  /** What the census is to tell. */
  List<Census.Observer> observers() {
    return List.copyOf(observers);
  }

  @Override
  public void close() {
    parts.forEach(Part::close);
  }
}
