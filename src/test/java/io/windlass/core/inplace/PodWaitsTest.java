package io.windlass.core.inplace;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.inplace.PodRefresh.Wait;
import io.windlass.core.lifecycle.Hooks;
import io.windlass.core.testing.Pods;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever certainly waits has no step to take; whoever may have one does not certainly wait. */
class PodWaitsTest {
  private static final Instant NOW = Pods.BIRTH.plusSeconds(60);
  private static final String REMEMBERED =
      "{\"lastContainerStatuses\":{\"main\":{\"imageID\":\"sha256:app:1\"}}}";
  private static final String NEXT =
      "{\"lastContainerStatuses\":{\"main\":{\"imageID\":\"sha256:app:1\"}},"
          + "\"nextContainerImages\":{\"log\":\"log:2\"}}";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                                             | pod                                  | certainly waits | has a step
          a new pod waits for a node                       | PreparingNormal                      | FOR_A_NODE      | false
          a new pod with a node has a step                 | PreparingNormal node                 | NONE            | true
          a new pod that is owed something may have one    | PreparingNormal owed                 | NONE            | true
          an updated pod waits for its containers          | Updating node remembered             | FOR_CONTAINERS  | false
          an updated pod whose containers run has a step   | Updating node remembered runs        | NONE            | true
          one that remembers nothing has a step            | Updating node                        | NONE            | true
          who is owed something after a grace period may   | Updating node remembered owed        | NONE            | false
          who is owed something in a later batch may       | Updating node next                   | NONE            | false
          and has one when the batch before it is done     | Updating node next runs              | NONE            | true
          who waits for a hook does not certainly wait     | Updated node remembered runs         | NONE            | true
          a pod that is Normal waits for nothing           | Normal node remembered runs          | NONE            | false
          """)
  void aPod(String rule, String pod, Wait waits, boolean hasStep) {
    Pods seen = Pods.pod("demo-a").revision("demo-x").gateUp().image("main", "app:2");
    seen = seen.reports("main", "app:1", "sha256:app:1");
    for (String word : pod.split(" ", -1)) {
      seen = with(seen, word);
    }
    PodRefresh refresh = new PodRefresh(seen.view(), "demo-x", true, Hooks.NONE, NOW);
    assertThat(refresh.waitsFor()).isEqualTo(waits);
    assertThat(refresh.next()).matches(step -> step.isPresent() == hasStep);
  }

  private static Pods with(Pods pod, String word) {
    return switch (word) {
      case "node" -> pod.scheduled("n");
      case "remembered" -> pod.annotation(InPlaceState.ANNOTATION, REMEMBERED);
      case "next" -> pod.annotation(InPlaceState.ANNOTATION, NEXT);
      case "owed" -> pod.annotation(Promise.GRACE, "{}");
      case "runs" -> pod.reports("main", "app:2", "sha256:app:2");
      default -> pod.lifecycle(word);
    };
  }
}
