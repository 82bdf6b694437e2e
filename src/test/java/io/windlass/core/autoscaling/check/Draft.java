package io.windlass.core.autoscaling.check;

import io.windlass.core.autoscaling.check.World.Budget;
import io.windlass.core.autoscaling.check.World.Container;
import io.windlass.core.autoscaling.check.World.Rival;
import io.windlass.core.autoscaling.check.World.Target;
import io.windlass.core.autoscaling.check.World.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a column {@code world} says in words. */
record Draft(String text) {
  World world() {
    String[] words = (text + "   ").split(" ", -1);
    List<Rival> rivals = new ArrayList<>();
    List<Budget> budgets = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    switch (words[0]) {
      case "TIMED", "HPA", "KEDA", "CRON", "VPA" ->
          rivals.add(rival(Rival.Kind.valueOf(words[0]), words, "CloneSet web"));
      case "again" -> rivals.add(rival(Rival.Kind.HPA, words, "CloneSet web"));
      case "elsewhere" -> rivals.add(rival(Rival.Kind.HPA, words, "CloneSet api"));
      case "pdb" -> budgets.add(new Budget(words[1], number(words[2]), OptionalLong.empty()));
      case "quota" -> budgets.add(new Budget(words[1], OptionalLong.empty(), number(words[2])));
      default -> {}
    }
    if (text.equals("no metrics.k8s.io")) {
      missing.add("metrics.k8s.io");
    }
    return new World(
        new World.Self("web", "5", text.startsWith("again ")),
        target(words),
        rivals,
        missing,
        budgets,
        5000);
  }

  private static Rival rival(Rival.Kind kind, String[] words, String scales) {
    return new Rival(kind, words[1], scales, words[2], List.of("cpu"));
  }

  private static OptionalLong number(String word) {
    return OptionalLong.of(Long.parseLong(word));
  }

  private Target target(String[] words) {
    return switch (text) {
      case "unknown" -> new Target.UnknownKind();
      case "missing" -> new Target.Missing();
      case "not scalable" -> new Target.NotScalable();
      default -> new Target.Found(workload(words));
    };
  }

  private Workload workload(String[] words) {
    boolean written = words[0].equals("written");
    return new Workload(
        words[0].equals("replicas") ? Long.parseLong(words[1]) : 3,
        text.equals("no selector") ? "" : "app=web",
        words[0].equals("owned") ? Optional.of(words[1] + " " + words[2]) : Optional.empty(),
        words[0].equals("manifest") ? Optional.of(words[1]) : Optional.empty(),
        written ? Optional.of(words[1]) : Optional.empty(),
        written ? Integer.parseInt(words[2]) : 0,
        containers(words));
  }

  private static List<Container> containers(String[] words) {
    return switch (words[0]) {
      case "container" ->
          List.of(new Container(words[1], Optional.empty(), List.of("memory"), List.of()));
      case "sidecar" -> List.of(new Container(words[1], Optional.of("logs"), List.of(), List.of()));
      case "bounded" ->
          List.of(new Container(words[1], Optional.empty(), List.of("cpu"), List.of("cpu")));
      default -> List.of();
    };
  }
}
