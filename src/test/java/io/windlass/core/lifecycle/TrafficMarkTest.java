package io.windlass.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Condition;
import io.windlass.core.model.Json;
import io.windlass.core.testing.Pods;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written into the condition KruisePodReady. */
class TrafficMarkTest {
  private static final String DELETE = "{\"userAgent\":\"Lifecycle\",\"key\":\"preDeleteHook\"}";
  private static final String UPDATE = "{\"userAgent\":\"Lifecycle\",\"key\":\"preUpdateHook\"}";
  private static final String OTHER = "{\"userAgent\":\"Restart\",\"key\":\"req-1\"}";

  /** D, U, O stand for the three wishes above. */
  private static String list(String letters) {
    return letters
        .chars()
        .mapToObj(letter -> letter == 'D' ? DELETE : letter == 'U' ? UPDATE : OTHER)
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static Pods pod(String letters) {
    return switch (letters) {
      case "no gate" -> Pods.serving("demo-a");
      case "no condition" -> Pods.serving("demo-a").gate(PodMarks.POD_READY);
      case "no message" ->
          Pods.serving("demo-a").gate(PodMarks.POD_READY, Condition.Status.TRUE, "");
      case "no list" ->
          Pods.serving("demo-a").gate(PodMarks.POD_READY, Condition.Status.FALSE, "gone fishing");
      default ->
          Pods.serving("demo-a").gate(PodMarks.POD_READY, Condition.Status.FALSE, list(letters));
    };
  }

  private static LifecycleState state(String label) {
    return LifecycleState.of(Pods.pod("demo-a").lifecycle(label).view());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a pod without the gate cannot be marked      | no gate      | PreparingDelete | -
          before its deletion                          | no message   | PreparingDelete | D
          before its update                            | no message   | PreparingUpdate | U
          before the condition was ever written        | no condition | PreparingUpdate | U
          beside another's wish                        | O            | PreparingDelete | DO
          beside the hook for the update               | U            | PreparingDelete | DU
          a message that is no list counts as empty    | no list      | PreparingDelete | D
          once is enough                               | D            | PreparingDelete | -
          """)
  void takesTraffic(String rule, String before, String state, String after) {
    List<Json> taken = TrafficMark.taken(pod(before).view(), state(state), Pods.BIRTH);
    assertThat(taken.stream().map(c -> c.text("type").orElse("")))
        .isEqualTo(after.equals("-") ? List.of() : List.of("KruisePodReady", "Ready"));
    assertThat(taken).allMatch(c -> c.text("status").orElse("").equals("False"));
    taken.stream().findFirst().ifPresent(c -> assertThat(c.text("message")).contains(list(after)));
  }

  @Test
  void aPodThatIsNotReadyIsNotSaidToBecomeSo() {
    assertThat(
            TrafficMark.taken(
                pod("no message").notReady().view(), LifecycleState.PREPARING_DELETE, Pods.BIRTH))
        .singleElement()
        .matches(condition -> condition.text("type").orElse("").equals("KruisePodReady"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a pod without the gate needs nothing             | no gate      | Normal          | -     |
          a gate is put up once                            | no condition | PreparingNormal | True  |
          a gate that is up needs nothing                  | no message   | Normal          | -     |
          after the update                                 | U            | Updated         | True  | []
          also where Updated is left out                   | U            | Normal          | True  | []
          not while the update is under way                | U            | Updating        | -     |
          not while it waits                               | U            | PreparingUpdate | -     |
          not while its deletion waits                     | D            | PreparingDelete | -     |
          after a deletion that was given up               | D            | PreparingNormal | True  | []
          a hook for a deletion that was given up ends it  | DU           | Updating        | False | U
          another's wish stays                             | OU           | Normal          | False | O
          nothing of ours, nothing to do                   | O            | Normal          | -     |
          a message that is no list is not ours            | no list      | Normal          | -     |
          """)
  void givesTrafficBack(String rule, String before, String state, String status, String after) {
    String given =
        TrafficMark.given(pod(before).view(), state(state), Pods.BIRTH)
            .map(c -> c.text("status").orElse("") + " " + c.text("message").orElse("no message"))
            .orElse("-");
    String message = after == null ? "no message" : after.equals("[]") ? after : list(after);
    assertThat(given).isEqualTo(status.equals("-") ? "-" : status + " " + message);
  }
}
