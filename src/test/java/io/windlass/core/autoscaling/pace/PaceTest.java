package io.windlass.core.autoscaling.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.autoscaling.pace.Behavior.Policy;
import io.windlass.core.autoscaling.pace.Behavior.PolicyType;
import io.windlass.core.autoscaling.pace.Behavior.Rules;
import io.windlass.core.autoscaling.pace.Behavior.Select;
import io.windlass.core.autoscaling.schedule.Bounds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stabilisation and policies: group B of the vectors. */
public class PaceTest {
  private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");

  /** {@code asked} and {@code changed} are age in seconds and a count; behavior is down or up. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          vector                                        | current | wanted | max | behavior               | asked       | changed    | replicas | reason
          B1 four pods beat 100 percent                 | 3       | 40     | 40  | default                |             |            | 7        | ScaleUpLimit
          B2 a change exactly 15 s old is out           | 7       | 40     | 40  | default                |             | 15:4       | 14       | ScaleUpLimit
          B3 one a second younger is in                 | 7       | 40     | 40  | default                |             | 14:4       | 7        | ScaleUpLimit
          B4 100 percent beat four pods                 | 14      | 40     | 40  | default                |             |            | 28       | ScaleUpLimit
          B5 the ceiling                                | 28      | 50     | 40  | default                |             |            | 40       | TooManyReplicas
          B6 as it is                                   | 28      | 28     | 40  | default                |             |            | 28       | DesiredWithinRange
          B7 from one                                   | 1       | 10     | 40  | default                |             |            | 5        | ScaleUpLimit
          from one, without behavior                    | 1       | 10     | 40  | none                   |             |            | 4        | ScaleUpLimit
          B8 the largest of five minutes                | 10      | 4      | 40  | default                | 200:9 100:7 |            | 9        | ScaleDownStabilized
          B10 exactly as old as the window: out         | 10      | 4      | 40  | default                | 300:9 100:7 |            | 7        | ScaleDownStabilized
          B11 without behavior: in                      | 10      | 4      | 40  | none                   | 300:9 100:7 |            | 9        | ScaleDownStabilized
          B13 the range contains the current            | 5       | 3      | 40  | default                | 30:8        |            | 5        | ScaleDownStabilized
          B14 two pods a minute                         | 10      | 3      | 40  | down Pods 2 60         |             |            | 8        | ScaleDownLimit
          B16 what went down counts                     | 72      | 20     | 99  | down Percent 10 60     |             | 30:-8      | 72       | ScaleDownLimit
          B17 a minute later                            | 72      | 20     | 99  | down Percent 10 60     |             | 61:-8      | 64       | ScaleDownLimit
          B19 the policy that changes most              | 72      | 20     | 99  | down Percent 10 60, Pods 27 60 |     |            | 45       | ScaleDownLimit
          the policy that changes least                 | 72      | 20     | 99  | down Min Percent 10 60, Pods 27 60 | |            | 64       | ScaleDownLimit
          B20 no way down                               | 10      | 3      | 40  | down Disabled          |             |            | 10       | ScaleDownLimit
          B22 down is cut off: 4.5 is 4                 | 5       | 1      | 40  | down Percent 10 60     |             |            | 4        | ScaleDownLimit
          B23 up and down within the period             | 10      | 40     | 40  | default                |             | 10:4 5:-2  | 16       | ScaleUpLimit
          up is rounded up                              | 5       | 40     | 40  | up Percent 10 60       |             |            | 6        | ScaleUpLimit
          no way up                                     | 5       | 40     | 40  | up Disabled            |             |            | 5        | ScaleUpLimit
          a window upwards: the smallest                | 5       | 40     | 99  | up window 60           | 30:6        |            | 6        | ScaleUpStabilized
          from zero                                     | 0       | 40     | 40  | default                |             |            | 4        | ScaleUpLimit
          """)
  void paced(
      String vector,
      long current,
      long wanted,
      long max,
      String behavior,
      String asked,
      String changed,
      long replicas,
      String reason) {
    Bounds bounds = new Bounds(1, "a", max, "a", false);
    Pace pace = new Pace(behavior(behavior), memory(asked, changed), NOW);
    Paced stable = pace.stabilise(current, wanted);
    Paced limited = pace.limit(current, stable.replicas(), bounds);
    assertThat(limited.replicas()).as(vector).isEqualTo(replicas);
    assertThat(stable.cut() && !limited.cut() ? stable.reason() : limited.reason())
        .isEqualTo(reason);
  }

  private static Memory memory(String asked, String changed) {
    Memory memory = Memory.EMPTY;
    for (String[] each : pairs(asked)) {
      memory = memory.asking(ago(each[0]), Long.parseLong(each[1]));
    }
    for (String[] each : pairs(changed)) {
      memory = memory.changing(ago(each[0]), 0, Long.parseLong(each[1]));
    }
    return memory;
  }

  private static List<String[]> pairs(String text) {
    List<String[]> pairs = new ArrayList<>();
    if (text != null) {
      for (String pair : text.split(" ", -1)) {
        pairs.add(pair.split(":", -1));
      }
    }
    return pairs;
  }

  private static Instant ago(String seconds) {
    return NOW.minusSeconds(Long.parseLong(seconds));
  }

  /** {@code default}, {@code none}, or a direction with what is unlike the default there. */
  public static Optional<Behavior> behavior(String text) {
    if (text.equals("none")) {
      return Optional.empty();
    }
    Behavior standard = Behavior.DEFAULT;
    if (text.startsWith("up ")) {
      return Optional.of(new Behavior(rules(text.substring(3), standard.up()), standard.down()));
    }
    return text.startsWith("down ")
        ? Optional.of(new Behavior(standard.up(), rules(text.substring(5), standard.down())))
        : Optional.of(standard);
  }

  private static Rules rules(String text, Rules standard) {
    if (text.equals("Disabled")) {
      return new Rules(standard.window(), Select.DISABLED, standard.policies(), 0.1);
    }
    if (text.startsWith("window ")) {
      Duration window = Duration.ofSeconds(Long.parseLong(text.substring(7)));
      return new Rules(window, Select.MAX, List.of(pods(1000)), 0.1);
    }
    boolean least = text.startsWith("Min ");
    List<Policy> policies = new ArrayList<>();
    for (String policy : (least ? text.substring(4) : text).split(", ", -1)) {
      String[] parts = policy.split(" ", -1);
      policies.add(
          new Policy(
              parts[0].equals("Pods") ? PolicyType.PODS : PolicyType.PERCENT,
              Long.parseLong(parts[1]),
              Duration.ofSeconds(Long.parseLong(parts[2]))));
    }
    return new Rules(standard.window(), least ? Select.MIN : Select.MAX, policies, 0.1);
  }

  private static Policy pods(long count) {
    return new Policy(PolicyType.PODS, count, Duration.ofSeconds(15));
  }
}
