package io.windlass.devcluster.sim.deployment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ClusterApi.Event;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.select.LabelSelector;
import io.windlass.devcluster.sim.census.Census;
import io.windlass.devcluster.sim.object.Meta;
import io.windlass.devcluster.sim.work.Part;
import io.windlass.devcluster.sim.work.Surroundings;
import io.windlass.devcluster.sim.workload.ControllerClient;
import io.windlass.devcluster.sim.workload.Controlling;
import io.windlass.devcluster.sim.workload.Dependents;
import io.windlass.devcluster.sim.workload.PodCatalog;
import io.windlass.devcluster.sim.workload.PodSight;
import io.windlass.devcluster.sim.workload.Selectors;
import io.windlass.devcluster.sim.workload.WorkloadLoop;
import java.time.Instant;
import java.util.Optional;

/**
 * Leads each Deployment from one template to the next, and keeps its history. A step costs
 * O(ReplicaSets of the Deployment); no pod is read.
 */
public final class DeploymentController implements Census.Observer, Part {
  private final ControllerClient client;
  private final PodCatalog catalog;
  private final ResourceType deployments;
  private final ResourceType sets;
  private final Dependents dependents;
  private final DeploymentWrites writes;
  private final WorkloadLoop loop;

  public DeploymentController(Surroundings surroundings, PodCatalog catalog, boolean warningsOnly) {
    this.client = new ControllerClient(surroundings, "deployment-controller", warningsOnly);
    this.catalog = catalog;
    this.deployments = client.type("apps/v1", "deployments");
    this.sets = client.type("apps/v1", "replicasets");
    this.dependents = new Dependents(client, sets);
    this.writes = new DeploymentWrites(client, deployments, sets);
    this.loop = new WorkloadLoop(deployments, surroundings, this::step);
    catalog.tell(this::podChanged);
  }

  @Override
  public void observe(ResourceType type, Event event) {
    loop.observe(type, event);
    boolean orphan =
        type.qualifiedName().equals(sets.qualifiedName())
            && event.kind() != Event.Kind.DELETED
            && Controlling.of(event.object()).isEmpty();
    if (orphan) {
      loop.orphanChanged(Meta.of(event.object()).key().namespace(), Meta.labels(event.object()));
    }
  }

  @Override
  public void close() {
    loop.close();
  }

  // Only the last pod of a set is waited for, by Recreate: the counts come from the sets' status.
  private void podChanged(Optional<PodSight> before, Optional<PodSight> after) {
    boolean left = after.isEmpty() || after.get().isOver();
    Optional<Controlling> set =
        before.flatMap(PodSight::controller).filter(controller -> controller.isA(sets));
    if (left && set.isPresent() && catalog.controlledBy(set.get().uid()).isEmpty()) {
      String namespace = before.get().meta().key().namespace();
      client
          .find(sets, new Meta.Key(namespace, set.get().name()))
          .flatMap(Controlling::of)
          .filter(controller -> controller.isA(deployments))
          .ifPresent(c -> loop.touch(new Meta.Key(namespace, c.name())));
    }
  }

  private Optional<Instant> step(Meta.Key key) {
    Optional<ObjectNode> deployment = client.find(deployments, key);
    Optional<LabelSelector> selector =
        deployment.flatMap(d -> Selectors.of(d.at("/spec/selector")));
    if (selector.isEmpty()) {
      return Optional.empty();
    }
    OwnSets own = new OwnSets(deployment.get(), dependents.claim(deployment.get(), selector.get()));
    return new DeploymentStep(writes, deployment.get(), own, catalog::controlledBy, client.now())
        .run();
  }
}
