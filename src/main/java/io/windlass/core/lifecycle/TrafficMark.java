package io.windlass.core.lifecycle;

import io.windlass.core.model.Condition;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.PodView;
import io.windlass.core.model.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes traffic off a pod that a hook holds, and gives it back, through the readiness gate {@link
 * PodMarks#POD_READY}. Several parties use that gate: its condition's message is a list of those
 * who want the pod to be not ready, and it is true when the list is empty. We only touch what is
 * ours in it. A pod without the gate cannot be marked. Stateless.
 */
public final class TrafficMark {
  private static final String AGENT = "Lifecycle";
  private static final String BEFORE_DELETE = "preDeleteHook";
  private static final String BEFORE_UPDATE = "preUpdateHook";
  private static final Set<String> OURS = Set.of(BEFORE_DELETE, BEFORE_UPDATE);

  private TrafficMark() {}

  /** The conditions that take traffic off a pod which gets to that state; none if they do. */
  public static List<Json> taken(PodView pod, LifecycleState state, Instant now) {
    List<Json> wishes = wishes(pod);
    String key = state == LifecycleState.PREPARING_DELETE ? BEFORE_DELETE : BEFORE_UPDATE;
    if (!hasGate(pod) || wishes.stream().anyMatch(wish -> isOurs(wish, key))) {
      return List.of();
    }
    wishes.add(Json.Obj.EMPTY.with("userAgent", AGENT).with("key", key));
    List<Json> conditions = new ArrayList<>();
    conditions.add(condition(Condition.Status.FALSE, wishes, now));
    if (pod.isReady()) {
      conditions.add(
          Json.Obj.EMPTY
              .with("type", "Ready")
              .with("status", Condition.Status.FALSE.text())
              .with("lastTransitionTime", Timestamps.text(now))
              .with("reason", "ReadinessGatesNotReady")
              .with(
                  "message",
                  "the status of pod readiness gate \""
                      + PodMarks.POD_READY
                      + "\" is not \"True\", but False"));
    }
    return conditions;
  }

  /**
   * The condition that gives back the traffic which no hook keeps off any more; empty if there is
   * nothing to give back. A gate whose condition nobody has written yet is put up as well.
   *
   * @param state where the pod is, or is about to be
   */
  public static Optional<Json> given(PodView pod, LifecycleState state, Instant now) {
    if (pod.hasTrue(PodMarks.POD_READY) || !hasGate(pod)) {
      return Optional.empty();
    }
    if (pod.condition(PodMarks.POD_READY).isEmpty()) {
      return Optional.of(
          Json.Obj.EMPTY
              .with("type", PodMarks.POD_READY)
              .with("status", Condition.Status.TRUE.text())
              .with("lastTransitionTime", Timestamps.text(now)));
    }
    List<Json> wishes = wishes(pod);
    boolean changed =
        wishes.removeIf(
            wish -> OURS.stream().anyMatch(key -> isOurs(wish, key) && !keeps(state, key)));
    Condition.Status status = wishes.isEmpty() ? Condition.Status.TRUE : Condition.Status.FALSE;
    return changed ? Optional.of(condition(status, wishes, now)) : Optional.empty();
  }

  private static boolean hasGate(PodView pod) {
    return pod.readinessGates().contains(PodMarks.POD_READY);
  }

  /** Whether a pod in that state is kept off traffic for that reason. */
  private static boolean keeps(LifecycleState state, String key) {
    return switch (state) {
      case PREPARING_DELETE -> true;
      case PREPARING_UPDATE, UPDATING -> key.equals(BEFORE_UPDATE);
      case NONE, PREPARING_NORMAL, NORMAL, UPDATED -> false;
    };
  }

  private static boolean isOurs(Json wish, String key) {
    return wish.text("userAgent").equals(Optional.of(AGENT))
        && wish.text("key").equals(Optional.of(key));
  }

  // A message that is no list counts as an empty one, as for OpenKruise.
  private static List<Json> wishes(PodView pod) {
    return new ArrayList<>(
        pod.condition(PodMarks.POD_READY)
            .flatMap(condition -> JsonText.tryParse(condition.message()))
            .filter(Json.Arr.class::isInstance)
            .map(json -> ((Json.Arr) json).items())
            .orElse(List.of()));
  }

  private static Json condition(Condition.Status status, List<Json> wishes, Instant now) {
    return Json.Obj.EMPTY
        .with("type", PodMarks.POD_READY)
        .with("status", status.text())
        .with("message", text(wishes))
        .with("lastTransitionTime", Timestamps.text(now));
  }

  // As OpenKruise writes it: sorted, and the agent before its key.
  private static String text(List<Json> wishes) {
    return wishes.stream()
        .map(wish -> List.of(wish.text("userAgent").orElse(""), wish.text("key").orElse("")))
        .sorted(Comparator.comparing(String::valueOf))
        .map(
            wish ->
                "{\"userAgent\":"
                    + quoted(wish.getFirst())
                    + ",\"key\":"
                    + quoted(wish.getLast())
                    + "}")
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String quoted(String text) {
    return JsonText.canonical(Json.of(text));
  }
}
