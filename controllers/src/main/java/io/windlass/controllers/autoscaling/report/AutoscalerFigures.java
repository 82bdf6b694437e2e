package io.windlass.controllers.autoscaling.report;

import io.windlass.core.autoscaling.schedule.Bounds;
import io.windlass.core.model.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Counts what autoscalers do. Thread-safe; never blocks. */
public interface AutoscalerFigures {
  /** Counts nothing. */
  AutoscalerFigures NONE =
      new AutoscalerFigures() {
        @Override
        public void stands(ObjectKey key, Standing standing) {}

        @Override
        public void forget(ObjectKey key) {}

        @Override
        public void decided(String reason) {}

        @Override
        public void edgeServed(Duration late) {}

        @Override
        public void metricFailed(String metric, String reason) {}

        @Override
        public void conflict(String kind) {}

        @Override
        public void checked(String code, String answer) {}

        @Override
        public void externalWrite() {}
      };

  /**
   * How one autoscaler stands.
   *
   * @param windows by name, whether it is active
   */
  record Standing(long current, long desired, Bounds bounds, Map<String, Boolean> windows) {
    public Standing {
      windows = Map.copyOf(windows);
    }
  }

  /** One was looked after. */
  void stands(ObjectKey key, Standing standing);

  /** One is no more. */
  void forget(ObjectKey key);

  /** A decision was made, for this reason. */
  void decided(String reason);

  /** A scale was written, for this edge if it is there. */
  default void wrote(Optional<Instant> edge, Instant now) {
    edge.ifPresent(at -> edgeServed(Duration.between(at, now)));
  }

  /** A scale was written for an edge, so long after it. */
  void edgeServed(Duration late);

  /** A metric could not be had. */
  void metricFailed(String metric, String reason);

  /** Somebody else scales the target, too. */
  void conflict(String kind);

  /** A check said something about an object that was read anew. */
  void checked(String code, String answer);

  /** Somebody else changed replicas. */
  void externalWrite();
}
