package io.windlass.devcluster.rest;

import io.windlass.devcluster.clock.ClusterClock;
import io.windlass.devcluster.print.ScaleRows;
import io.windlass.devcluster.read.Pages;
import io.windlass.devcluster.store.ClusterStore;

/** The verbs of one cluster, wired together. */
public record Operations(
    Creator creator,
    Updater updater,
    Applier applier,
    Deleter deleter,
    Scales scales,
    Bindings bindings,
    Pages pages,
    Admission admission) {
  /** The verbs on a store. */
  public static Operations on(
      ClusterStore store, ClusterClock clock, Admission admission, Management.Types types) {
    Management management = new Management(types.registry(), clock);
    Updater updater = new Updater(admission, management);
    Creator creator = new Creator(new Namespaces(store), clock, admission, management);
    ScaleManagement scaleManagement = new ScaleManagement(management, types.scale().managed());
    Scales scales =
        new Scales(updater, admission, scaleManagement, types.scale(), new ScaleRows(clock));
    return new Operations(
        creator,
        updater,
        new Applier(creator, updater, scales, management),
        new Deleter(clock, admission),
        scales,
        new Bindings(updater, clock, admission),
        new Pages(store),
        admission);
  }
}
