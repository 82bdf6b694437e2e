package io.windlass.devcluster.sim.deployment;

/** One ReplicaSet is to have so many replicas. */
record Resize(RevisionSet set, int replicas) {}
