package io.windlass.core.cloneset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.lifecycle.PodMarks;
import io.windlass.core.model.Feature;
import io.windlass.core.model.Features;
import io.windlass.core.model.PodView;
import io.windlass.core.testing.CloneSets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The label by which pods name their revision has two forms, and both are read. */
class HashLabelsTest {
  private static final Features SHORT = Features.DEFAULT.with(Feature.CLONE_SET_SHORT_HASH);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          the gate CloneSetShortHash       | made short | updated short
          is off                           | false      | false
          is on                            | true       | true
          is switched on, on live pods     | false      | true
          is switched off again            | true       | false
          """)
  void theLabelFollowsTheGateOnlyWhenThePodIsWritten(
      String gate, boolean madeShort, boolean updatedShort) {
    World world = new World(CloneSets.sound());
    world.features = madeShort ? SHORT : Features.DEFAULT;
    world.settle();
    assertThat(world.pods.values()).allMatch(pod -> isShort(pod) == madeShort);

    world.features = updatedShort ? SHORT : Features.DEFAULT;
    world.countWrites();
    world.settle();
    assertThat(world.countWrites()).as("%s: the gate alone changes no pod", gate).isEmpty();

    world.edit(CloneSets.sound().image("app:2"));
    world.settle();
    assertThat(world.pods.values()).allMatch(pod -> isShort(pod) == updatedShort);
    assertThat(world.cloneSet.status().number("updatedReadyReplicas")).contains(3L);
  }

  private static boolean isShort(PodView pod) {
    String label = pod.meta().label(PodMarks.REVISION);
    String hash = pod.meta().label(PodMarks.TEMPLATE_HASH);
    assertThat(label).isIn(hash, "demo-" + hash);
    return label.equals(hash);
  }
}
