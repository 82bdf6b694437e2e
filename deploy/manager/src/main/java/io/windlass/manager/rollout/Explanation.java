package io.windlass.manager.rollout;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.core.cloneset.CloneSetPlanner;
import io.windlass.core.cloneset.CloneSetSnapshot;
import io.windlass.core.cloneset.RecentOutcomes;
import io.windlass.core.model.Features;
import io.windlass.core.model.PodView;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.Plan;
import io.windlass.core.plan.Reason;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the controllers would do about a CloneSet now, and why: the plan that they would make. Of
 * the refused writes that they remember it knows what Events and conditions tell.
 *
 * @param state how far the rollout has come
 * @param pods one line for each pod that there is or that would be made
 * @param whole what is said about the CloneSet as a whole
 * @param looksAgain when something is decided anew even if nothing changes (RFC 3339); empty for
 *     never
 */
public record Explanation(
    RolloutState state, List<Line> pods, List<Line> whole, String looksAgain) {
  public Explanation {
    pods = List.copyOf(pods);
    whole = List.copyOf(whole);
  }

  /**
   * One line.
   *
   * @param subject a pod's name, or {@code scale}, {@code update}, a revision's name
   * @param action {@code create}, {@code patch}, {@code delete} or {@code leave}
   * @param code for programs
   * @param because for people
   */
  public record Line(String subject, String action, String code, String because) {}

  /** Explains what is in the cluster. */
  public static Explanation read(KubernetesClient client, WorkloadName name, Features features)
      throws IOException {
    Workload workload = Workload.read(client, name);
    Circumstances circumstances = Circumstances.read(client, workload.cloneSet());
    return of(workload, features, circumstances, Instant.now());
  }

  static Explanation of(
      Workload workload, Features features, Circumstances circumstances, Instant now) {
    CloneSetSnapshot known =
        new CloneSetSnapshot(
                workload.cloneSet(),
                workload.pods(),
                workload.revisions(),
                RecentOutcomes.NONE,
                now)
            .with(features)
            .with(workload.claims());
    CloneSetSnapshot snapshot =
        known.spreadsOverNodeLabels() ? known.with(circumstances.nodes().get()) : known;
    Plan plan = CloneSetPlanner.plan(snapshot);
    Map<String, String> writes = writes(plan);
    Map<String, List<Reason>> reasons =
        plan.reasons().stream()
            .collect(
                Collectors.groupingBy(Reason::subject, LinkedHashMap::new, Collectors.toList()));
    List<Line> pods = new ArrayList<>();
    for (PodView pod : workload.pods()) {
      Line line = line(pod, writes, Optional.ofNullable(reasons.remove(pod.name())));
      String key = pod.key().toString();
      pods.add(ToldRefusals.told(line, circumstances.refusals().of(key, pod.meta().createdAt())));
    }
    List<Line> whole = new ArrayList<>();
    reasons.forEach(
        (subject, said) -> {
          List<Line> lines = writes.containsKey(subject) ? pods : whole;
          lines.add(line(subject, writes.getOrDefault(subject, "leave"), said));
        });
    whole.addAll(conditions(workload));
    return new Explanation(
        RolloutState.of(workload.cloneSet()),
        pods,
        whole,
        plan.nextLook().map(Instant::toString).orElse(""));
  }

  private static Map<String, String> writes(Plan plan) {
    Map<String, String> writes = new TreeMap<>();
    for (Action action : plan.actions()) {
      if (action.target().kind().equals(ResourceKind.POD)) {
        verb(action).ifPresent(verb -> writes.put(action.target().key().name(), verb));
      }
    }
    return writes;
  }

  private static Optional<String> verb(Action action) {
    return switch (action) {
      case Action.Create _ -> Optional.of("create");
      case Action.Patch _ -> Optional.of("patch");
      case Action.Apply _ -> Optional.of("patch");
      case Action.Delete _ -> Optional.of("delete");
      case Action.Announce _ -> Optional.empty();
    };
  }

  private static Line line(PodView pod, Map<String, String> writes, Optional<List<Reason>> said) {
    String action = writes.getOrDefault(pod.name(), "leave");
    if (said.isPresent()) {
      return line(pod.name(), action, said.get());
    }
    if (pod.meta().isTerminating()) {
      return new Line(pod.name(), action, "Terminating", "it is being deleted");
    }
    return pod.isActive()
        ? new Line(pod.name(), action, "AsWanted", "it is as it is wanted")
        : new Line(pod.name(), action, "Ended", "its containers have ended; another replaces it");
  }

  private static Line line(String subject, String action, List<Reason> said) {
    return new Line(
        subject,
        action,
        said.getFirst().code(),
        said.stream().map(Reason::text).distinct().collect(Collectors.joining("; ")));
  }

  private static List<Line> conditions(Workload workload) {
    return workload.cloneSet().status().items("conditions").stream()
        .flatMap(
            entry ->
                Stream.of("FailedScale", "FailedUpdate")
                    .filter(type -> entry.text("type").equals(Optional.of(type)))
                    .map(
                        type ->
                            new Line(
                                type,
                                "leave",
                                entry.text("reason").orElse(""),
                                entry.text("message").orElse(""))))
        .toList();
  }
}
