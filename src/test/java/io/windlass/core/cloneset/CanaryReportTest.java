package io.windlass.core.cloneset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.PodView;
import io.windlass.core.testing.CloneSets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Canaries while an autoscaler is at work. */
class CanaryReportTest {
  private static CloneSets cloneSet(String partition, int replicas, String image) {
    return CloneSets.sound()
        .replicas(replicas)
        .image(image)
        .spec("{'updateStrategy':{'maxUnavailable':'100%','partition':" + partition + "}}");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a number keeps so many old: more become canaries, and it is told | 8     | 8     | 10 -> 14 | 2 -> 6 | 1
          a number may take the canaries away                              | 8     | 8     | 10 -> 8  | 2 -> 0 | 1
          a percentage keeps the share                                     | '80%' | '80%' | 10 -> 20 | 2 -> 4 | 0
          who changes the partition knows what it means                    | 8     | 5     | 10 -> 10 | 2 -> 5 | 0
          nothing is kept                                                  | 0     | 0     | 10 -> 12 | 10 -> 12 | 0
          """)
  void scaled(String rule, String before, String after, String replicas, String updated, int told) {
    List<Integer> pods = numbers(replicas);
    List<Integer> canaries = numbers(updated);
    World world = new World(cloneSet(before, pods.getFirst(), "app:1"));
    world.settle();
    world.edit(cloneSet(before, pods.getFirst(), "app:2"));
    world.settle();
    assertThat(updatedPods(world)).isEqualTo((long) canaries.getFirst());
    world.events.clear();
    world.edit(cloneSet(after, pods.getLast(), "app:2"));
    List<String> warnings = new ArrayList<>();
    world
        .plan()
        .reasons()
        .forEach(
            reason -> {
              if (reason.code().equals("CanaryCountChanged")) {
                warnings.add(reason.text().toLowerCase(Locale.ROOT));
              }
            });
    world.settle();
    assertThat(updatedPods(world)).isEqualTo((long) canaries.getLast());
    assertThat(warnings).hasSize(told);
    assertThat(world.plan().reasons()).noneMatch(r -> r.code().equals("CanaryCountChanged"));
  }

  private static long updatedPods(World world) {
    return world.pods.values().stream()
        .filter(PodView::isActive)
        .filter(pod -> pod.containers().getFirst().image().equals("app:2"))
        .count();
  }

  private static List<Integer> numbers(String fromTo) {
    return List.of(fromTo.split(" -> ")).stream().map(Integer::parseInt).toList();
  }
}
