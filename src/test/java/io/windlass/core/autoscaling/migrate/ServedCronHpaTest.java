package io.windlass.core.autoscaling.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.autoscaling.migrate.ServedCronHpa.Plan;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CronHPAs that go on being served: what they become, and what their status says. */
class ServedCronHpaTest {
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final String JOB = "{'name':'up','schedule':'0 0 8 * * *','targetSize':9}";
  private static final String OWN = "'metadata':{'name':'a','ownerReferences':[{'uid':'u1'}]}";

  @Test
  void itBecomesAnAutoscalerThatItOwns() {
    Json.Obj wanted = plan(JOB, "", Optional.empty()).wanted().orElseThrow();
    assertThat(wanted.text("spec", "mode")).contains("Active");
    assertThat(wanted.text("metadata", "labels", ServedCronHpa.LABEL)).contains("a");
    assertThat(JsonText.canonical(wanted.items("metadata", "ownerReferences").getFirst()))
        .isEqualTo(
            "{\"apiVersion\":\"autoscaling.alibabacloud.com/v1beta1\",\"blockOwnerDeletion\":false,"
                + "\"controller\":true,\"kind\":\"CronHorizontalPodAutoscaler\",\"name\":\"a\",\"uid\":\"u1\"}");
  }

  @Test
  void whatIsThereIsNotAppliedAgain() {
    Json.Obj wanted = plan(JOB, "", Optional.empty()).wanted().orElseThrow();
    Json.Obj defaulted =
        wanted.with("spec", wanted.object("spec").with("historyLimit", Json.of(20)));
    assertThat(plan(JOB, "", Optional.of(defaulted)).wanted()).isEmpty();
    Json.Obj edited = wanted.with("spec", wanted.object("spec").with("maxReplicas", Json.of(50)));
    assertThat(plan(JOB, "", Optional.of(edited)).wanted()).isPresent();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      quoteCharacter = '`',
      textBlock =
          """
          rule                             | window                                          | current | trouble                                       | state     | probed               | message
          it waits                         | 'state':'Waiting'                               | 3       |                                               | Submitted | 2026-11-23T03:00:00Z |
          nothing is known yet             | 'state':''                                      | 3       |                                               | Submitted | 2026-11-23T03:00:00Z |
          it has come to its size          | 'state':'Active','since':'2026-11-23T00:00:00Z' | 9       |                                               | Succeed   | 2026-11-23T00:00:00Z | cron hpa job up executed successfully. current replicas:9, desired replicas:9.
          it is on its way                 | 'state':'Active','since':'2026-11-23T00:00:00Z' | 3       |                                               | Submitted | 2026-11-23T03:00:00Z |
          the target is not there          | 'state':'Active','since':'2026-11-23T00:00:00Z' | 3       | 'type':'TargetFound','status':'False'         | Failed    | 2026-11-23T00:00:00Z | cron hpa failed to execute, because of what is wrong
          somebody else scales it          | 'state':'Active','since':'2026-11-23T00:00:00Z' | 9       | 'type':'Conflicted','status':'True'           | Failed    | 2026-11-23T00:00:00Z | cron hpa failed to execute, because of what is wrong
          a skipped run is none (bug 20)   | 'state':'Excluded'                              | 3       |                                               | Submitted | 2026-11-23T03:00:00Z | skip scaling activity, because of excludeDates
          """)
  void states(
      String rule,
      String window,
      long current,
      String trouble,
      String state,
      String probed,
      String message) {
    String condition = trouble == null ? "'type':'Valid','status':'True'" : trouble;
    Json.Obj own =
        json(
            "{%s,'status':{'currentReplicas':%d,'desiredReplicas':9,'windows':[{'name':'up',%s}],'conditions':[{%s,'message':'what is wrong'}]}}"
                .formatted(OWN, current, window, condition));
    Json told = plan(JOB, "", Optional.of(own)).status().items("conditions").getFirst();
    assertThat(told.text("state")).as(rule).contains(state);
    assertThat(told.text("lastProbeTime")).contains(probed);
    assertThat(told.text("message")).contains(message == null ? "" : message);
    assertThat(told.text("jobId").orElse("")).hasSize(36);
    assertThat(told.number("targetSize")).hasValue(9L);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      quoteCharacter = '`',
      textBlock =
          """
          refusal                | job                                                  | message
          five fields (bug 2)    | {'name':'up','schedule':'0 8 * * 1','targetSize':9}  | has five fields
          31 February (bug 1)    | {'name':'up','schedule':'0 0 0 31 2 *','targetSize':9} | TPA004
          """)
  void whatIsRefusedIsToldAndNotHalfObeyed(String refusal, String job, String message) {
    Plan plan = plan(job, "", Optional.of(json("{%s,'spec':{'mode':'Active'}}".formatted(OWN))));
    assertThat(plan.wanted()).isEmpty();
    assertThat(plan.pause()).as("what it was before does not act on").isTrue();
    Json told = plan.status().items("conditions").getFirst();
    assertThat(told.text("state")).contains("Failed");
    assertThat(told.text("message").orElse("")).contains(message);
    assertThat(
            plan(job, "", Optional.of(json("{%s,'spec':{'mode':'Paused'}}".formatted(OWN))))
                .pause())
        .isFalse();
  }

  @Test
  void somebodyElsesAutoscalerIsLeftAlone() {
    Plan plan = plan(JOB, "", Optional.of(json("{'metadata':{'name':'a'},'spec':{}}")));
    assertThat(plan.wanted()).isEmpty();
    assertThat(plan.pause()).isFalse();
    assertThat(plan.status().items("conditions").getFirst().text("message").orElse(""))
        .contains("made by somebody else");
  }

  @Test
  void aStatusThatIsToldStaysAsItIs() {
    Json.Obj status = plan(JOB, "", Optional.empty()).status();
    String stored = ",'status':" + JsonText.canonical(status);
    Instant later = NOW.plusSeconds(60);
    Json.Obj source = source(JOB, stored);
    Json.Obj again =
        new ServedCronHpa(source, Optional.empty(), Optional.empty(), ZONE, later).plan().status();
    assertThat(again).isEqualTo(status);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      quoteCharacter = '`',
      nullValues = "none",
      textBlock =
          """
          rule                                      | schedule                    | armed with                  | at
          the next time, seen first                 | 0 0 12 * * *                | none                        | 2026-11-23T12:00
          the time that it was armed for            | 0 0 12 * * *                | 0 0 12 * * *                | 2026-11-20T12:00
          anew when its schedule was edited         | 0 30 12 * * *               | 0 0 12 * * *                | 2026-11-23T12:30
          a date that was armed before it came      | @date 2026-11-20 12:00:00   | @date 2026-11-20 12:00:00   | 2026-11-20T12:00
          a date that was past when it was seen (5) | @date 2026-11-20 12:00:00   | none                        | none
          """)
  void jobsThatRunOnce(String rule, String schedule, String armedWith, String at) {
    String job = "{'name':'up','schedule':'%s','targetSize':9,'runOnce':true}".formatted(schedule);
    String status =
        armedWith == null
            ? ""
            : ",'status':{'conditions':[{'name':'up','schedule':'%s','state':'Succeed'}]}"
                .formatted(armedWith);
    Json.Obj own =
        json("{%s,'spec':{'windows':[{'name':'up','at':'2026-11-20T12:00'}]}}".formatted(OWN));
    Plan plan = plan(job, status, armedWith == null ? Optional.empty() : Optional.of(own));
    assertThat(
            plan.wanted().stream()
                .flatMap(it -> it.items("spec", "windows").stream())
                .flatMap(it -> it.text("at").stream())
                .findFirst()
                .orElse(null))
        .as(rule)
        .isEqualTo(at);
  }

  @Test
  void whatAnHpaSaidLivesOnAfterItsTakeover() {
    String text =
        "{'apiVersion':'autoscaling/v2','metadata':{'name':'h'},'spec':{'scaleTargetRef':{'apiVersion':'apps/v1','kind':'Deployment','name':'w'},'minReplicas':2,'maxReplicas':20}}";
    Json.Obj source =
        json(
            "{'apiVersion':'autoscaling.alibabacloud.com/v1beta1','kind':'CronHorizontalPodAutoscaler','metadata':{'name':'a','uid':'u1'},'spec':{'scaleTargetRef':{'apiVersion':'autoscaling/v2','kind':'HorizontalPodAutoscaler','name':'h'},'jobs':[%s]}}"
                .formatted(JOB));
    Json.Obj wanted =
        new ServedCronHpa(source, Optional.of(json(text)), Optional.empty(), ZONE, NOW)
            .plan()
            .wanted()
            .orElseThrow();
    assertThat(wanted.items("spec", "metrics")).hasSize(1);
    Plan later = new ServedCronHpa(source, Optional.empty(), Optional.of(wanted), ZONE, NOW).plan();
    assertThat(later.wanted()).as("nothing has changed").isEmpty();
    assertThat(later.pause()).isFalse();
  }

  private static Plan plan(String job, String more, Optional<Json.Obj> autoscaler) {
    return new ServedCronHpa(source(job, more), Optional.empty(), autoscaler, ZONE, NOW).plan();
  }

  private static Json.Obj source(String job, String more) {
    return json(
        "{'apiVersion':'autoscaling.alibabacloud.com/v1beta1','kind':'CronHorizontalPodAutoscaler','metadata':{'name':'a','uid':'u1'},'spec':{'scaleTargetRef':{'apiVersion':'apps/v1','kind':'Deployment','name':'w'},'jobs':[%s]}%s}"
            .formatted(job, more));
  }

  private static Json.Obj json(String text) {
    return (Json.Obj) JsonText.parse(text.replace('\'', '"'));
  }
}
