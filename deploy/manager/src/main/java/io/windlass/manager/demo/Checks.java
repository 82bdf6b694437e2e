package io.windlass.manager.demo;

import static java.util.Comparator.naturalOrder;

import io.windlass.manager.demo.RolloutFigures.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the story claims, as pure functions of what was seen. */
public final class Checks {
  private Checks() {}

  /** A rollout in place touches one container of each pod and nothing else. */
  public static List<Check> inPlace(Rollout rollout, RolloutFigures figures, int maxUnavailable) {
    int replicas = rollout.replicas();
    return List.of(
        updated(figures, replicas),
        Check.exactly("no pod was re-created", 0, figures.recreated(), "new"),
        Check.exactly("no pod was lost", 0, figures.lost(), "gone"),
        Check.exactly("every pod kept its IP", 0, figures.ipsChanged(), "changed"),
        Check.exactly(
            "container %s restarted once in each pod".formatted(rollout.container()),
            replicas,
            figures.changedRestarts(),
            "restarts"),
        Check.exactly("no other container started again", 0, figures.otherStarts(), "starts"),
        budget(figures, maxUnavailable));
  }

  /** A canary in place takes as many pods as the partition lets through, and no other. */
  public static List<Check> canary(int canaries, RolloutFigures figures, int maxUnavailable) {
    return List.of(
        Check.exactly(
            "%d pods are ready with the new image".formatted(canaries),
            canaries,
            figures.updated(),
            "pods"),
        Check.exactly(
            "only their containers restarted", canaries, figures.changedRestarts(), "restarts"),
        Check.exactly("no pod was re-created", 0, figures.recreated(), "new"),
        budget(figures, maxUnavailable));
  }

  /** The pods of a canary go back in place; the others are not touched. */
  public static List<Check> undone(
      Rollout stable, int canaries, RolloutFigures figures, int maxUnavailable) {
    return List.of(
        Check.exactly(
            "every pod is ready with the image of before",
            stable.replicas(),
            figures.updated(),
            "pods"),
        Check.exactly(
            "only the pods of the canary were touched",
            canaries,
            figures.changedRestarts(),
            "restarts"),
        Check.exactly(
            "no pod was re-created or lost", 0, figures.recreated() + figures.lost(), "pods"),
        budget(figures, maxUnavailable));
  }

  /**
   * A rollout by recreate replaces each pod, its address and its other container with it, within
   * the same budget.
   */
  public static List<Check> recreate(Rollout rollout, RolloutFigures figures, int maxUnavailable) {
    int replicas = rollout.replicas();
    return List.of(
        updated(figures, replicas),
        Check.exactly("every pod was re-created once", replicas, figures.recreated(), "new"),
        Check.exactly("every pod has another IP", replicas, figures.ipsChanged(), "changed"),
        Check.exactly(
            "the other container started again in each pod",
            replicas,
            figures.otherStarts(),
            "starts"),
        budget(figures, maxUnavailable));
  }

  /** Pods get no further container once they are there, so one that has it now was born with it. */
  public static Check bornWith(Rollout first, RolloutFigures figures) {
    return Check.exactly(
        "every pod was born with container %s".formatted(first.container()),
        first.replicas(),
        figures.updated(),
        "pods are ready with it");
  }

  /** The manager's requests for one rollout. */
  public static Check writesPerPod(int wanted, int replicas, long podWrites) {
    return new Check(
        "%d API writes per pod (%d pods)".formatted(wanted, replicas),
        podWrites == (long) wanted * replicas,
        "%d writes".formatted(podWrites));
  }

  /** The same for a way of updating that may take fewer. */
  public static Check atMostWritesPerPod(int limit, int replicas, long podWrites) {
    return new Check(
        "at most %d API writes per pod (%d pods)".formatted(limit, replicas),
        podWrites > 0 && podWrites <= (long) limit * replicas,
        "%d writes".formatted(podWrites));
  }

  /** A rollout was cut in its middle only if some pods were done and some were not. */
  public static Check killedInTheMiddle(int updatedWhenKilled, int replicas) {
    return new Check(
        "the manager was killed in the middle of the rollout",
        updatedWhenKilled > 0 && updatedWhenKilled < replicas,
        "%d of %d pods updated".formatted(updatedWhenKilled, replicas));
  }

  /** Never a pod too few or too many. */
  public static Check neverDoubled(Observation seen, int replicas) {
    return new Check(
        "there were %d pods at every moment".formatted(replicas),
        seen.fewestPods() == replicas && seen.mostPods() == replicas,
        "between %d and %d".formatted(seen.fewestPods(), seen.mostPods()));
  }

  /** One answer that names each of these faults. */
  public static Check namesEach(String sentence, List<String> faults, String answer) {
    List<String> unnamed = faults.stream().filter(fault -> !answer.contains(fault)).toList();
    String observed =
        unnamed.isEmpty()
            ? faults.size() + " of " + faults.size()
            : "not named: " + String.join(", ", unnamed) + " in: " + answer;
    return new Check(sentence, unnamed.isEmpty(), observed);
  }

  /** No pod was touched if the watch saw no event. */
  public static Check untouched(Observation seen) {
    return Check.exactly("no pod was touched", 0, seen.sightings().size(), "events of pods");
  }

  /**
   * Writes that were turned away were repeated after the second that the server asked for: pods
   * began to come so much later.
   */
  public static Check repeatedAfterRest(
      int turnedAway, Instant applied, Collection<PodSight> pods) {
    Instant first =
        pods.stream().map(pod -> pod.place().created()).min(naturalOrder()).orElse(applied);
    long seconds = Duration.between(applied, first).toSeconds();
    return new Check(
        "%d writes were turned away in a row, each repeated after a second or more"
            .formatted(turnedAway),
        seconds >= turnedAway - 1,
        "the first pod came after %d s".formatted(seconds));
  }

  /** Which nodes were lost while what was rolled out. */
  public record Loss(Set<String> nodes, Rollout rollout, int maxUnavailable) {
    public Loss {
      nodes = Set.copyOf(nodes);
    }

    private boolean isHit(PodSight pod) {
      return pod.isOn(nodes);
    }
  }

  /**
   * Nodes were lost in the middle of a rollout.
   *
   * @param lost what was seen until their pods were replaced
   * @param back what was seen until they had come back, from the same beginning
   */
  public static List<Check> lostNodes(Loss loss, Observation lost, Observation back) {
    int replicas = loss.rollout().replicas();
    Set<String> others =
        lost.before().stream()
            .filter(pod -> !loss.isHit(pod))
            .map(PodSight::uid)
            .collect(Collectors.toUnmodifiableSet());
    int hit = replicas - others.size();
    int replaced =
        (int)
            lost.after().stream()
                .filter(pod -> !loss.isHit(pod) && !others.contains(pod.uid()))
                .filter(pod -> pod.runs(loss.rollout().container(), loss.rollout().image()))
                .count();
    int kept = (int) back.after().stream().filter(pod -> others.contains(pod.uid())).count();
    return List.of(
        new Check("pods were on the lost nodes", hit > 0, hit + " of " + replicas),
        Check.exactly("each of them was replaced, with the new image", hit, replaced, "pods"),
        Check.exactly("no pod of another node was lost", others.size(), kept, "kept"),
        Check.atMost("never a pod too many that is to stay", replicas, mostWanted(back), "at most"),
        Check.atMost(
            "never more than %d pods of the other nodes not ready".formatted(loss.maxUnavailable()),
            loss.maxUnavailable(),
            back.most(pods -> others.size() - ready(pods, others)),
            "at worst"),
        Check.exactly(
            "when the nodes came back their old pods went", replicas, back.after().size(), "pods"));
  }

  private static int mostWanted(Observation seen) {
    return seen.most(pods -> (int) pods.stream().filter(p -> !p.place().isLeaving()).count());
  }

  private static int ready(Collection<PodSight> pods, Set<String> uids) {
    return (int) pods.stream().filter(pod -> uids.contains(pod.uid()) && pod.isReady()).count();
  }

  private static Check updated(RolloutFigures figures, int replicas) {
    return Check.exactly(
        "every pod is ready with the new image", replicas, figures.updated(), "pods");
  }

  private static Check budget(RolloutFigures figures, int maxUnavailable) {
    return Check.atMost(
        "never more than %d pods not ready".formatted(maxUnavailable),
        maxUnavailable,
        figures.worstNotReady(),
        "at worst");
  }
}
