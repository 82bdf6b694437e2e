package io.windlass.manager.demo;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.devcluster.sim.Fault;
import io.windlass.manager.playground.Playground;
import io.windlass.manager.playground.PlaygroundOptions;
import io.windlass.manager.playground.World;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The story: which acts there are, and the cluster that they play in. */
public final class Demo {
  private static final Duration CONTAINER_DELAY = Duration.ofMillis(200);
  private static final int NODES = 5;
  private static final String AGENT = "windlass-demo";
  private static final List<Act> ACTS =
      List.of(
          new ArrivalAct(),
          new NewImageAct(),
          new LogAgentAct(),
          new TheDayAct(),
          new ThingsGoWrongAct(),
          new ThreeClustersAct());

  private Demo() {}

  /** The numbers of the acts that there are. */
  public static List<Integer> numbers() {
    return ACTS.stream().map(Act::number).toList();
  }

  /** A cluster for the story, on any free port. */
  public static Playground cluster(Path folder, Set<Fault> faults) {
    return Playground.start(new PlaygroundOptions(0, NODES, folder, CONTAINER_DELAY, faults));
  }

  /**
   * What to play, and where.
   *
   * @param folder for the logs of processes
   * @param numbers of the acts
   * @param patience how long to wait for anything before a check is made without it
   */
  public record Programme(
      Playground playground, Path folder, Set<Integer> numbers, Duration patience) {}

  /** A cluster for a scene of its own, in another world. */
  static Playground cluster(Path folder, Set<Fault> faults, World world) {
    return Playground.start(
        new PlaygroundOptions(0, NODES, folder, CONTAINER_DELAY, faults, world, Optional.empty()));
  }

  /** Plays acts in the order of the story; what happens is told line by line. */
  public static List<ActReport> play(Programme programme, PrintWriter lines)
      throws IOException, InterruptedException {
    List<ActReport> reports = new ArrayList<>();
    try (KubernetesClient client = programme.playground().client(AGENT)) {
      Stage stage =
          new Stage(programme.playground(), client, programme.folder(), programme.patience());
      for (Act act : ACTS) {
        if (programme.numbers().contains(act.number())) {
          Narration told = new Narration(lines, act.number(), act.title());
          act.play(stage, told);
          reports.add(told.report());
        }
      }
    }
    return List.copyOf(reports);
  }
}
