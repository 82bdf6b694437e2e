package io.windlass.manager.rollout;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.core.model.PodView;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.Plan;
import io.windlass.core.plan.Reason;
import io.windlass.core.sidecarset.SidecarSetKeys;
import io.windlass.core.sidecarset.SidecarSetPlanner;
import io.windlass.core.sidecarset.SidecarSetSnapshot;
import io.windlass.core.sidecarset.SidecarSetView;
import io.windlass.manager.rollout.Explanation.Line;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the controllers would do about a SidecarSet now, and why: the plan that they would make.
 *
 * @param state how far the upgrade has come, in words
 * @param pods one line for each pod that the SidecarSet is for
 * @param whole what is said about the SidecarSet as a whole, its conditions included
 * @param looksAgain when something is decided anew even if nothing changes (RFC 3339); empty for
 *     never
 */
public record SidecarSetExplanation(
    String state, List<Line> pods, List<Line> whole, String looksAgain) {
  public SidecarSetExplanation {
    pods = List.copyOf(pods);
    whole = List.copyOf(whole);
  }

  /** Explains what is in the cluster. */
  public static SidecarSetExplanation read(KubernetesClient client, String name)
      throws IOException {
    SidecarSetSnapshot snapshot = SidecarSetReader.of(client).snapshot(name);
    return of(snapshot, ToldRefusals.read(client, "", snapshot.set().uid()));
  }

  static SidecarSetExplanation of(SidecarSetSnapshot snapshot, ToldRefusals refusals) {
    Plan plan = SidecarSetPlanner.plan(snapshot);
    Set<String> written =
        plan.actions().stream()
            .filter(action -> !(action instanceof Action.Announce))
            .map(action -> action.target().key().toString())
            .collect(Collectors.toSet());
    Map<String, List<Reason>> reasons =
        plan.reasons().stream()
            .collect(
                Collectors.groupingBy(Reason::subject, LinkedHashMap::new, Collectors.toList()));
    List<Line> pods = new ArrayList<>();
    for (PodView pod : snapshot.pods()) {
      String subject = pod.key().toString();
      Optional<List<Reason>> said = Optional.ofNullable(reasons.remove(subject));
      Line line =
          said.map(all -> line(subject, written, all)).orElseGet(() -> silent(pod, snapshot));
      pods.add(ToldRefusals.told(line, refusals.of(subject, pod.meta().createdAt())));
    }
    List<Line> whole = new ArrayList<>();
    reasons.forEach((subject, said) -> whole.add(line(subject, written, said)));
    canaries(snapshot).forEach(whole::add);
    conditions(snapshot.set()).forEach(whole::add);
    return new SidecarSetExplanation(
        state(snapshot.set()), pods, whole, plan.nextLook().map(Instant::toString).orElse(""));
  }

  private static Line line(String subject, Set<String> written, List<Reason> said) {
    return new Line(
        subject,
        written.contains(subject) ? "patch" : "leave",
        said.getFirst().code(),
        said.stream().map(Reason::text).distinct().collect(Collectors.joining("; ")));
  }

  private static Line silent(PodView pod, SidecarSetSnapshot snapshot) {
    String subject = pod.key().toString();
    String injected = pod.meta().annotations().getOrDefault(SidecarSetKeys.INJECTED, "");
    List<String> sets = List.of(injected.split(",", -1));
    if (!pod.isActive()) {
      return new Line(subject, "leave", "Ended", "it has ended, or is being deleted");
    }
    if (sets.contains(snapshot.set().name())) {
      return new Line(subject, "leave", "AsWanted", "its sidecars are as they are wanted");
    }
    return sets.stream()
        .filter(snapshot.place().canaries()::contains)
        .findFirst()
        .map(
            canary -> new Line(subject, "leave", "CanaryFirst", "it has those of canary " + canary))
        .orElseGet(
            () -> new Line(subject, "leave", "NotInjected", "it was created without the sidecars"));
  }

  private static Stream<Line> canaries(SidecarSetSnapshot snapshot) {
    Stream<Line> before =
        snapshot.place().canaries().stream()
            .sorted()
            .map(
                canary ->
                    new Line(
                        "injection",
                        "leave",
                        "CanaryFirst",
                        "new pods that canary %s is for get its sidecars alone".formatted(canary)));
    Stream<Line> after =
        snapshot.set().base().stream()
            .map(
                base ->
                    new Line(
                        "injection",
                        "leave",
                        "Canary",
                        "new pods that it is for do not get the sidecars of " + base));
    return Stream.concat(before, after);
  }

  private static Stream<Line> conditions(SidecarSetView set) {
    return set.status().items("conditions").stream()
        .map(
            entry ->
                new Line(
                    entry.text("type").orElse(""),
                    "leave",
                    entry.text("reason").orElse(""),
                    entry.text("message").orElse("")));
  }

  private static String state(SidecarSetView set) {
    return "%d of %d pods updated, %d ready"
        .formatted(
            set.status().number("updatedPods").orElse(0L),
            set.status().number("matchedPods").orElse(0L),
            set.status().number("readyPods").orElse(0L));
  }
}
