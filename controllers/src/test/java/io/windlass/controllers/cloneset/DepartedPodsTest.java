package io.windlass.controllers.cloneset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.PodView;
import io.windlass.core.testing.Pods;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DepartedPodsTest {
  private static final PodView POD = Pods.serving("demo-a").view();
  private static final String OWNER = POD.meta().controller().orElseThrow().uid();

  private final DepartedPods departed = new DepartedPods();

  @Test
  void onlyPodsThatAreGoneAreKept() {
    departed.observe(Optional.empty(), Optional.of(POD));
    departed.observe(Optional.of(POD), Optional.of(POD));
    assertThat(departed.of(OWNER)).isEmpty();
    departed.observe(Optional.of(POD), Optional.empty());
    assertThat(departed.of(OWNER)).containsExactly("demo-a");
    assertThat(departed.of("other")).isEmpty();
  }

  @Test
  void theOldestAreForgottenFirst() {
    for (int i = 0; i <= 5_000; i++) {
      departed.observe(Optional.of(Pods.serving("demo-" + i).view()), Optional.empty());
    }
    assertThat(departed.of(OWNER)).hasSize(5_000).doesNotContain("demo-0").contains("demo-5000");
  }

  @Test
  void anOwnerThatIsGoneCostsNothing() {
    departed.observe(Optional.of(POD), Optional.empty());
    departed.forget(OWNER);
    assertThat(departed.of(OWNER)).isEmpty();
  }
}
