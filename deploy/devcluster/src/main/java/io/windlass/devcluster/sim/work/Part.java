package io.windlass.devcluster.sim.work;

/** A part of the simulation that runs until it is closed. */
@FunctionalInterface
public interface Part extends AutoCloseable {
  /** Ends it: nothing is written after that. */
  @Override
  void close();
}
