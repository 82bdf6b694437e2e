package io.windlass.manager.demo;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What one rollout of a new image cost, counted over an {@link Observation}.
 *
 * @param updated pods that are ready with the new image at the end
 * @param recreated pods that came into being while it ran
 * @param lost pods of the beginning that are gone at the end
 * @param ipsChanged addresses of the beginning that no pod has at the end
 * @param changedRestarts restarts of the container whose image changed
 * @param otherStarts other containers that started again: by a restart, or in a new pod
 * @param worstNotReady the most pods that were missing or not ready at any moment
 */
public record RolloutFigures(
    int updated,
    int recreated,
    int lost,
    int ipsChanged,
    int changedRestarts,
    int otherStarts,
    int worstNotReady) {

  /** What is rolled out: how many pods, and which container gets which image. */
  public record Rollout(int replicas, String container, String image) {}

  /** Counts. */
  public static RolloutFigures of(Observation seen, Rollout rollout) {
    Map<String, PodSight> before =
        seen.before().stream().collect(Collectors.toMap(PodSight::uid, Function.identity()));
    Collection<PodSight> after = seen.after();
    return new RolloutFigures(
        count(after, pod -> pod.runs(rollout.container(), rollout.image())),
        seen.newcomers().size(),
        lost(before.keySet(), after),
        ipsGone(seen.before(), after),
        restarts(before, after, rollout.container()),
        otherStarts(before, after, rollout.container()),
        seen.worstNotReady(rollout.replicas()));
  }

  private static int count(Collection<PodSight> pods, java.util.function.Predicate<PodSight> rule) {
    return (int) pods.stream().filter(rule).count();
  }

  private static int lost(Set<String> before, Collection<PodSight> after) {
    Set<String> left = after.stream().map(PodSight::uid).collect(Collectors.toSet());
    return (int) before.stream().filter(uid -> !left.contains(uid)).count();
  }

  private static int ipsGone(Collection<PodSight> before, Collection<PodSight> after) {
    Set<String> left = after.stream().map(PodSight::ip).collect(Collectors.toSet());
    return count(before, pod -> !left.contains(pod.ip()));
  }

  private static int restarts(
      Map<String, PodSight> before, Collection<PodSight> after, String container) {
    return after.stream().mapToInt(pod -> restartsSince(before, pod, container)).sum();
  }

  private static int otherStarts(
      Map<String, PodSight> before, Collection<PodSight> after, String changed) {
    int starts = 0;
    for (PodSight pod : after) {
      for (String container : pod.containers().keySet()) {
        if (!container.equals(changed)) {
          starts += restartsSince(before, pod, container);
          starts += before.containsKey(pod.uid()) ? 0 : 1;
        }
      }
    }
    return starts;
  }

  private static int restartsSince(Map<String, PodSight> before, PodSight pod, String container) {
    PodSight earlier = before.get(pod.uid());
    return pod.restarts(container) - (earlier == null ? 0 : earlier.restarts(container));
  }
}
