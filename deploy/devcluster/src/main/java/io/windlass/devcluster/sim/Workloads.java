package io.windlass.devcluster.sim;

import io.windlass.devcluster.api.ClusterApi;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.sim.census.Census;
import io.windlass.devcluster.sim.cronjob.CronJobController;
import io.windlass.devcluster.sim.daemonset.DaemonSetController;
import io.windlass.devcluster.sim.deployment.DeploymentController;
import io.windlass.devcluster.sim.job.JobController;
import io.windlass.devcluster.sim.replicaset.ReplicaSetController;
import io.windlass.devcluster.sim.statefulset.StatefulSetController;
import io.windlass.devcluster.sim.work.Part;
import io.windlass.devcluster.sim.work.Surroundings;
import io.windlass.devcluster.sim.workload.PodCatalog;
import java.util.ArrayList;
import java.util.List;

/** The controllers of the built-in workloads, on one catalog of pods. */
final class Workloads implements Part {
  private final List<Census.Observer> observers = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();

  private Workloads() {}

  /**
   * Starts them; they do nothing until they are told of objects.
   *
   * @param warningsOnly writes no Normal Events
   */
  static Workloads start(Surroundings surroundings, boolean warningsOnly) {
    ClusterApi api = surroundings.api();
    List<ResourceType> kinds =
        List.of(
            api.type("apps/v1", "replicasets"),
            api.type("apps/v1", "statefulsets"),
            api.type("apps/v1", "daemonsets"),
            api.type("batch/v1", "jobs"));
    PodCatalog catalog = new PodCatalog(kinds, surroundings.clock());
    Workloads workloads = new Workloads();
    // First, so that whoever is told of a pod finds it in the catalog.
    workloads.observers.add(catalog);
    workloads.add(new ReplicaSetController(surroundings, catalog, warningsOnly));
    workloads.add(new DeploymentController(surroundings, catalog, warningsOnly));
    workloads.add(new StatefulSetController(surroundings, catalog, warningsOnly));
    workloads.add(new DaemonSetController(surroundings, catalog, warningsOnly));
    workloads.add(new JobController(surroundings, catalog, warningsOnly));
    workloads.add(new CronJobController(surroundings, warningsOnly));
    return workloads;
  }

  private <T extends Census.Observer & Part> void add(T controller) {
    observers.add(controller);
    parts.add(controller);
  }

  /** Who is to be told of objects, in this order. */
  List<Census.Observer> observers() {
    return List.copyOf(observers);
  }

  @Override
  public void close() {
    parts.forEach(Part::close);
  }
}
