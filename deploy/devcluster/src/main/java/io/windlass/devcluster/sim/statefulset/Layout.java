package io.windlass.devcluster.sim.statefulset;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * Which pods a StatefulSet shall have, and in which order they come and go.
 *
 * @param start the first ordinal
 * @param ordered whether one follows the other; all at once if not
 * @param onDelete whether pods are updated only when somebody deletes them
 * @param partition how many of the first keep the old revision
 * @param minReady how long a pod must have been ready
 */
record Layout(
    int start, int replicas, boolean ordered, boolean onDelete, int partition, Duration minReady) {

  static Layout of(JsonNode spec) {
    return new Layout(
        spec.at("/ordinals/start").asInt(),
        spec.path("replicas").asInt(),
        !spec.path("podManagementPolicy").asText().equals("Parallel"),
        spec.at("/updateStrategy/type").asText().equals("OnDelete"),
        spec.at("/updateStrategy/rollingUpdate/partition").asInt(),
        Duration.ofSeconds(spec.path("minReadySeconds").asLong()));
  }

  boolean wants(int ordinal) {
    return ordinal >= start && ordinal < start + replicas;
  }

  /** Whether a new pod of this ordinal is made by the old template. */
  boolean keepsOldRevision(int ordinal) {
    return !onDelete && ordinal < start + partition;
  }
}
