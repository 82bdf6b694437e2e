package io.windlass.devcluster.rest;

import io.windlass.devcluster.clock.ClusterClock;
import io.windlass.devcluster.read.Pages;
import io.windlass.devcluster.store.ClusterStore;

/** The verbs of one cluster, wired together. */
public record Operations(
    Creator creator,
    Updater updater,
    Deleter deleter,
    Scales scales,
    Bindings bindings,
    Pages pages) {
  /** The verbs on a store. */
  public static Operations on(ClusterStore store, ClusterClock clock, Admission admission) {
    Updater updater = new Updater(admission);
    return new Operations(
        new Creator(new Namespaces(store), clock, admission),
        updater,
        new Deleter(clock, admission),
        new Scales(updater, admission),
        new Bindings(updater, clock, admission),
        new Pages(store));
  }
}
