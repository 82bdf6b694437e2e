package io.windlass.devcluster.sim.statefulset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.devcluster.sim.Json;
import io.windlass.devcluster.sim.statefulset.StatefulPlan.Action;
import io.windlass.devcluster.sim.workload.PodSight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a StatefulSet of three does next. A pod is {@code ORDINAL:REVISION:STATE}; the wanted
 * revision is {@code b}.
 */
final class StatefulPlanTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                                         | policy   | partition | pods                                    | actions
          the first comes first                        | ordered  | 0         | -                                       | +0
          the next waits for the first to be ready     | ordered  | 0         | 0:b:starting                            | -
          and comes then                               | ordered  | 0         | 0:b:ready                               | +1
          it waits while one before it goes            | ordered  | 0         | 0:b:ready 1:b:going                     | -
          a failed pod is replaced                     | ordered  | 0         | 0:b:failed 1:b:ready 2:b:ready          | -0
          all at once                                  | parallel | 0         | 1:b:starting                            | +0 +2
          the last superfluous goes first              | ordered  | 0         | 0:b:ready 1:b:ready 2:b:ready 3:b:ready 4:b:ready | -4
          and the next waits until it is gone          | ordered  | 0         | 0:b:ready 1:b:ready 2:b:ready 3:b:ready 4:b:going | -
          superfluous ones all at once                 | parallel | 0         | 0:b:ready 1:b:ready 2:b:ready 3:b:ready 4:b:ready | -4 -3
          none goes while one that stays is not ready  | ordered  | 0         | 0:b:starting 1:b:ready 2:b:ready 3:b:ready | -
          an unhealthy superfluous one may go          | ordered  | 0         | 0:b:ready 1:b:ready 2:b:ready 3:b:starting | -3
          an update begins with the last               | ordered  | 0         | 0:a:ready 1:a:ready 2:a:ready           | -2
          and goes on when it is ready again           | ordered  | 0         | 0:a:ready 1:a:ready 2:b:ready           | -1
          not before                                   | parallel | 0         | 0:a:ready 1:a:ready 2:b:starting        | -
          it stops at the partition                    | ordered  | 2         | 0:a:ready 1:a:ready 2:b:ready           | -
          on delete means by somebody else             | ondelete | 0         | 0:a:ready 1:a:ready 2:a:ready           | -
          """)
  void next(String rule, String policy, int partition, String pods, String actions) {
    Layout layout =
        new Layout(
            0, 3, !policy.equals("parallel"), policy.equals("ondelete"), partition, Duration.ZERO);
    assertThat(words(StatefulPlan.next(layout, members(pods), "b", NOW))).isEqualTo(actions);
  }

  private static String words(List<Action> actions) {
    String words = actions.stream().map(StatefulPlanTest::word).collect(Collectors.joining(" "));
    return words.isEmpty() ? "-" : words;
  }

  private static String word(Action action) {
    return switch (action) {
      case Action.Create(int ordinal) -> "+" + ordinal;
      case Action.Delete(Member member) -> "-" + member.ordinal();
      case Action.Provide(Member member) -> "volumes of " + member.ordinal();
    };
  }

  private static List<Member> members(String pods) {
    List<Member> members = new ArrayList<>();
    if (!pods.equals("-")) {
      for (String pod : pods.split(" ", -1)) {
        String[] parts = pod.split(":", -1);
        members.add(new Member(Integer.parseInt(parts[0]), sight(parts)));
      }
    }
    return members;
  }

  private static PodSight sight(String[] parts) {
    var pod = Json.object("{metadata: {labels: {}}, spec: {nodeName: 'n'}, status: {}}");
    pod.withObject("/metadata").put("name", "web-" + parts[0]).put("uid", parts[0]);
    pod.withObject("/metadata/labels").put(Member.REVISION, parts[1]);
    pod.withObject("/status").put("phase", parts[2].equals("failed") ? "Failed" : "Running");
    if (parts[2].equals("going")) {
      pod.withObject("/metadata").put("deletionTimestamp", NOW.toString());
    }
    if (parts[2].equals("ready")) {
      pod.withObject("/status")
          .putArray("conditions")
          .addObject()
          .put("type", "Ready")
          .put("status", "True")
          .put("lastTransitionTime", NOW.toString());
    }
    return PodSight.of(pod);
  }
}
