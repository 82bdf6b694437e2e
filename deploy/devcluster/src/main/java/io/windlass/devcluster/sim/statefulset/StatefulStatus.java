package io.windlass.devcluster.sim.statefulset;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** What a StatefulSet's status says of its pods. Pure. */
final class StatefulStatus {
  /** The names of the revisions, and how often a name was taken. */
  record Revisions(String current, String update, int collisions) {}

  private StatefulStatus() {}

  static ObjectNode render(
      ObjectNode set, Layout layout, List<Member> members, Revisions revisions, Instant now) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("observedGeneration", set.at("/metadata/generation").asLong());
    status.put("replicas", members.size());
    int ready = count(members, Member::isReady);
    int updated = count(members, m -> isOf(m, revisions.update()));
    putUnlessZero(status, "readyReplicas", ready);
    boolean complete =
        !layout.onDelete()
            && updated == layout.replicas()
            && ready == layout.replicas()
            && members.size() == layout.replicas();
    String current = complete ? revisions.update() : revisions.current();
    putUnlessZero(
        status, "currentReplicas", complete ? updated : count(members, m -> isOf(m, current)));
    putUnlessZero(status, "updatedReplicas", updated);
    status.put("currentRevision", current).put("updateRevision", revisions.update());
    status.put("collisionCount", revisions.collisions());
    int available = count(members, m -> m.isAvailable(layout.minReady(), now));
    return status.put("availableReplicas", available);
  }

  private static boolean isOf(Member member, String revision) {
    return !member.pod().isDeleting() && member.revision().equals(revision);
  }

  private static int count(List<Member> members, Predicate<Member> which) {
    return (int) members.stream().filter(which).count();
  }

  private static void putUnlessZero(ObjectNode status, String field, int number) {
    if (number > 0) {
      status.put(field, number);
    }
  }
}
