package io.windlass.devcluster.sim.autoscale;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.sim.object.Notice;
import java.util.List;
import java.util.Optional;

/**
 * What an autoscaler concludes from one look. Immutable.
 *
 * @param replicas how many replicas the target is to have; empty if it is left alone
 * @param because why, if that is another number
 * @param currentMetrics an entry of the status for each metric; empty objects where nothing is
 *     known
 * @param history what is remembered until the next look
 */
record Decision(
    Optional<Integer> replicas,
    String because,
    List<Condition> conditions,
    List<ObjectNode> currentMetrics,
    List<Notice> notices,
    History history) {

  Decision {
    conditions = List.copyOf(conditions);
    currentMetrics = List.copyOf(currentMetrics);
    notices = List.copyOf(notices);
  }

  /** A condition that is to be written. */
  record Condition(String type, boolean holds, String reason, String message) {}
}
