package io.windlass.devcluster.sim.statefulset;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a StatefulSet does next. In order: missing and failed pods from the first to the last, then
 * superfluous ones from the last to the first, then outdated ones from the last to the partition.
 * An ordered set does one of them and waits until its pod is available; a parallel set waits only
 * while it updates. Pure.
 */
final class StatefulPlan {
  /** One thing to do. */
  sealed interface Action {
    record Create(int ordinal) implements Action {}

    record Delete(Member member) implements Action {}

    /** Sees to the volumes of a pod that has not started. */
    record Provide(Member member) implements Action {}
  }

  private final Layout layout;
  private final String updateRevision;
  private final Instant now;
  private final Map<Integer, Member> members = new TreeMap<>();
  private final List<Action> actions = new ArrayList<>();

  private StatefulPlan(Layout layout, List<Member> members, String updateRevision, Instant now) {
    this.layout = layout;
    this.updateRevision = updateRevision;
    this.now = now;
    members.forEach(member -> this.members.put(member.ordinal(), member));
  }

  /** What is to be done now, in this order. */
  static List<Action> next(
      Layout layout, List<Member> members, String updateRevision, Instant now) {
    StatefulPlan plan = new StatefulPlan(layout, members, updateRevision, now);
    if (plan.fill() && plan.shrink() && !layout.onDelete()) {
      plan.update();
    }
    return List.copyOf(plan.actions);
  }

  /** False if what follows has to wait. */
  private boolean fill() {
    for (int i = layout.start(); i < layout.start() + layout.replicas(); i++) {
      Optional<Member> member = Optional.ofNullable(members.get(i));
      if (member.isPresent()) {
        look(member.get());
      } else {
        actions.add(new Action.Create(i));
      }
      boolean settled =
          member
              .filter(m -> !m.pod().isDeleting() && m.isAvailable(layout.minReady(), now))
              .isPresent();
      if (layout.ordered() && !settled) {
        return false;
      }
    }
    return true;
  }

  private void look(Member member) {
    if (member.pod().isOver()) {
      if (!member.pod().isDeleting()) {
        actions.add(new Action.Delete(member));
      }
    } else if (member.pod().life().node().isEmpty() && !member.pod().isDeleting()) {
      actions.add(new Action.Provide(member));
    }
  }

  private boolean shrink() {
    List<Member> condemned =
        members.values().stream()
            .filter(m -> !layout.wants(m.ordinal()))
            .sorted(Comparator.comparingInt(Member::ordinal).reversed())
            .toList();
    if (!layout.ordered()) {
      condemned.stream()
          .filter(m -> !m.pod().isDeleting())
          .forEach(m -> actions.add(new Action.Delete(m)));
      return true;
    }
    if (condemned.isEmpty()) {
      return true;
    }
    Member last = condemned.getFirst();
    boolean firstUnhealthy =
        condemned.reversed().stream().filter(m -> !m.isHealthy()).findFirst().stream()
            .anyMatch(last::equals);
    boolean steady = last.isHealthy() && last.isAvailable(layout.minReady(), now);
    if (!last.pod().isDeleting() && (steady || firstUnhealthy)) {
      actions.add(new Action.Delete(last));
    }
    return false;
  }

  private void update() {
    int end = layout.start() + layout.replicas() - 1;
    for (int i = end; i >= layout.start() + layout.partition(); i--) {
      Member member = members.get(i);
      if (member == null) {
        return;
      }
      if (!member.revision().equals(updateRevision) && !member.pod().isDeleting()) {
        actions.add(new Action.Delete(member));
        return;
      }
      if (!member.isHealthy()) {
        return;
      }
    }
  }
}
