package io.windlass.core.autoscaling.own;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.autoscaling.own.ForeignWrites.Write;
import io.windlass.core.autoscaling.spec.AutoscalerSpec.ConflictPolicy;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What others wrote, and how long they are let be. Minutes count from noon. */
class ForeignWritesTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          case                                      | writes at | now | written | policy  | external | rest until
          nobody wrote                              |           | 5   | 4       | ENFORCE | false    |
          one write is set right at once            | 3         | 3   | 0       | ENFORCE | false    |
          so is a second                            | 3 6       | 6   | 3       | ENFORCE | false    |
          the third within ten minutes is too many  | 3 6 9     | 9   | 6       | ENFORCE | true     | 11
          then one write in five minutes            | 3 6 9 12  | 12  | 11      | ENFORCE | true     | 16
          and no sooner                             | 3 6 9 12  | 15  | 11      | ENFORCE | true     | 16
          but then                                  | 3 6 9 12  | 16  | 11      | ENFORCE | true     |
          three in more than ten are not many       | 0 6 11    | 11  | 7       | ENFORCE | false    |
          it lasts while there is one in ten        | 0 3 6     | 15  | 11      | ENFORCE | true     | 16
          and ends ten minutes after the last       | 0 3 6     | 16  | 11      | ENFORCE | false    |
          what was never written need not rest      | 0 1 2     | 2   |         | ENFORCE | true     |
          Warn sets right without a rest            | 3 6 9 12  | 12  | 11      | WARN    | true     |
          Yield lets one write stand for ten        | 3         | 3   | 0       | YIELD   | false    | 13
          counted from the last                     | 3 6       | 7   | 0       | YIELD   | false    | 16
          and then acts again                       | 3 6       | 16  | 0       | YIELD   | false    |
          """)
  void rest(
      String what,
      String writes,
      long now,
      Long written,
      ConflictPolicy policy,
      boolean external,
      Long until) {
    ForeignWrites foreign = ForeignWrites.NONE;
    for (String minute : Optional.ofNullable(writes).orElse("").split(" ", -1)) {
      foreign =
          minute.isEmpty()
              ? foreign
              : foreign.and(new Write(at(Long.parseLong(minute)), 6, 3, "argocd"));
    }
    foreign = foreign.at(at(now));
    Instant last = Optional.ofNullable(written).map(ForeignWritesTest::at).orElse(Instant.MIN);
    assertThat(foreign.persistent()).as(what).isEqualTo(external);
    assertThat(foreign.condition(policy).isTrue()).as(what).isEqualTo(external);
    assertThat(foreign.restUntil(policy, last, at(now)))
        .as(what)
        .isEqualTo(Optional.ofNullable(until).map(ForeignWritesTest::at));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          case                        | managers                              | who
          nobody owns the field       | kubectl=f:template                    | nobody
          ours does not count         | timed-pod-autoscaler=f:replicas@12:00 | nobody
          somebody else               | argocd=f:replicas@12:00               | argocd
          the newest of two           | a=f:replicas@12:00 b=f:replicas@12:01 | b
          who owns another field      | a=f:replicas@12:00 b=f:paused@12:01   | a
          """)
  void whoWrote(String what, String managers, String who) {
    StringBuilder fields = new StringBuilder();
    for (String each : managers.split(" ", -1)) {
      String[] parts = each.split("[=@]", 3);
      fields
          .append(fields.isEmpty() ? "" : ",")
          .append(
              "{\"manager\":\"%s\",\"time\":\"%s\",\"fieldsV1\":{\"f:spec\":{\"%s\":{}}}}"
                  .formatted(parts[0], parts.length > 2 ? parts[2] : "", parts[1]));
    }
    Json object = JsonText.parse("{\"metadata\":{\"managedFields\":[" + fields + "]}}");
    assertThat(ReplicaFields.foreignManager(object).orElse("nobody")).as(what).isEqualTo(who);
  }

  private static Instant at(long minute) {
    return NOON.plus(Duration.ofMinutes(minute));
  }
}
