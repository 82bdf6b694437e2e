package io.windlass.core.cloneset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Condition;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.plan.Conditions;
import io.windlass.core.testing.Pods;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Five pods are wanted, the deadline is 60 s; the condition said what it says for some seconds. */
class ProgressTest {
  private static final Instant NOW = Pods.BIRTH.plusSeconds(3_600);

  private static Json.Obj counts(int pods, int updated, int available, int partition) {
    String current = updated == pods && pods == 5 ? "demo-b" : "demo-a";
    return (Json.Obj)
        JsonText.parse(
            "{'observedGeneration': 2, 'replicas': %d, 'updatedReplicas': %d, 'readyReplicas': %d, 'updatedAvailableReplicas': %d, 'expectedUpdatedReplicas': %d, 'updateRevision': 'demo-b', 'currentRevision': '%s'}"
                .formatted(pods, updated, available, available, 5 - partition, current)
                .replace('\'', '"'));
  }

  private static Json.Obj told(Json.Obj status, Optional<String> reason, int secondsAgo) {
    Conditions before = new Conditions(status, NOW.minusSeconds(secondsAgo));
    return reason
        .map(
            r ->
                before
                    .set(
                        Conditions.PROGRESSING,
                        r.endsWith("Exceeded") ? Condition.Status.FALSE : Condition.Status.TRUE,
                        r,
                        "as before")
                    .status())
        .orElse(status);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      nullValues = "-",
      textBlock =
          """
          a rollout                                         | said                       | ago  | pods | updated | available | was | partition | paused | says                             | looks
          begins                                            | -                          | 0    | 5    | 0       | 0         | 0   | 0         | false  | True CloneSetUpdated             | 60
          is done                                           | CloneSetUpdated            | 9    | 5    | 5       | 5         | 5   | 0         | false  | True CloneSetAvailable           | -
          lacks a pod                                       | CloneSetUpdated            | 9    | 4    | 4       | 4         | 4   | 0         | false  | True CloneSetUpdated             | 51
          has a pod too many                                | CloneSetUpdated            | 9    | 6    | 6       | 5         | 5   | 0         | false  | True CloneSetUpdated             | 51
          is paused                                         | CloneSetUpdated            | 9    | 5    | 2       | 2         | 2   | 0         | true   | True CloneSetPaused              | -
          is paused, but done                               | CloneSetUpdated            | 9    | 5    | 5       | 5         | 5   | 0         | true   | True CloneSetAvailable           | -
          is where the partition holds it                   | CloneSetUpdated            | 9    | 5    | 2       | 2         | 2   | 3         | false  | True ProgressPartitionAvailable  | -
          is updated so far, but not available              | CloneSetUpdated            | 9    | 5    | 2       | 1         | 1   | 3         | false  | True CloneSetUpdated             | 51
          has no progress until the deadline                | CloneSetUpdated            | 60   | 5    | 2       | 1         | 1   | 0         | false  | True CloneSetUpdated             | 0
          has no progress beyond the deadline               | CloneSetUpdated            | 61   | 5    | 2       | 1         | 1   | 0         | false  | False ProgressDeadlineExceeded   | -
          gets on a little late, and the clock starts anew  | CloneSetUpdated            | 61   | 5    | 2       | 2         | 1   | 0         | false  | True CloneSetUpdated             | 60
          gets on in time, and the clock starts anew        | CloneSetUpdated            | 30   | 5    | 2       | 2         | 1   | 0         | false  | True CloneSetUpdated             | 60
          falls back, and the clock goes on                 | CloneSetUpdated            | 30   | 5    | 2       | 0         | 1   | 0         | false  | True CloneSetUpdated             | 30
          begins long after the last one                    | CloneSetAvailable          | 3000 | 5    | 0       | 0         | 0   | 0         | false  | True CloneSetUpdated             | 60
          is resumed after a long pause                     | CloneSetPaused             | 3000 | 5    | 2       | 2         | 2   | 0         | false  | True CloneSetUpdated             | 60
          goes on long after a partition was reached        | ProgressPartitionAvailable | 3000 | 5    | 2       | 2         | 2   | 1         | false  | True CloneSetUpdated             | 60
          exceeded its deadline, and gets on again          | ProgressDeadlineExceeded   | 9    | 5    | 4       | 4         | 1   | 0         | false  | False ProgressDeadlineExceeded   | -
          exceeded its deadline, and is done after all      | ProgressDeadlineExceeded   | 9    | 5    | 5       | 5         | 4   | 0         | false  | True CloneSetAvailable           | -
          exceeded its deadline, and is paused              | ProgressDeadlineExceeded   | 9    | 5    | 2       | 1         | 1   | 0         | true   | True CloneSetPaused              | -
          exceeded its deadline, and is where it is held    | ProgressDeadlineExceeded   | 9    | 5    | 2       | 2         | 1   | 3         | false  | True ProgressPartitionAvailable  | -
          """)
  void whatIsSaid(
      String rollout,
      String said,
      int ago,
      int pods,
      int updated,
      int available,
      int was,
      int partition,
      boolean paused,
      String says,
      Integer looks) {
    Json.Obj before = counts(pods, updated, was, partition);
    Progress progress = new Progress(before, paused, 5, Duration.ofSeconds(60));
    Json.Obj now =
        told(counts(pods, updated, available, partition), Optional.ofNullable(said), ago);

    Conditions reported = progress.report(new Conditions(now, NOW));

    assertThat(
            reported.text(Conditions.PROGRESSING, "status").orElse("")
                + " "
                + reported.reason(Conditions.PROGRESSING))
        .as(rollout)
        .isEqualTo(says);
    assertThat(progress.endsAt(reported))
        .isEqualTo(Optional.ofNullable(looks).map(NOW::plusSeconds));
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          reason                     | message                                             | updated | partition | paused
          CloneSetAvailable          | CloneSet is available                               | 5       | 0         | false
          CloneSetPaused             | CloneSet is paused                                  | 2       | 0         | true
          ProgressPartitionAvailable | CloneSet has been paused due to partition ready     | 2       | 3         | false
          CloneSetUpdated            | CloneSet is progressing                             | 2       | 0         | false
          ProgressDeadlineExceeded   | CloneSet revision demo-b has timed out progressing  | 2       | 0         | false
          """)
  void inWhichWords(String reason, String message, int updated, int partition, boolean paused) {
    Json.Obj counts = counts(5, updated, updated, partition);
    boolean exceeded = reason.equals("ProgressDeadlineExceeded");
    Json.Obj now = exceeded ? told(counts, Optional.of("CloneSetUpdated"), 99) : counts;

    Conditions said =
        new Progress(counts, paused, 5, Duration.ofSeconds(60)).report(new Conditions(now, NOW));

    assertThat(said.reason(Conditions.PROGRESSING)).isEqualTo(reason);
    assertThat(said.text(Conditions.PROGRESSING, "message")).contains(message);
  }
}
