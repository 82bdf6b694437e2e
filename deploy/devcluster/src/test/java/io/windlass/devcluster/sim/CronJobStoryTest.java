package io.windlass.devcluster.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** CronJobs over some minutes, seen from outside. The clock stands at noon UTC. */
final class CronJobStoryTest {

  private final Apps apps = new Apps();
  private final ResourceType cronJobs = apps.cluster.api.type("batch/v1", "cronjobs");
  private final ResourceType jobs = apps.cluster.api.type("batch/v1", "jobs");

  @AfterEach
  void close() {
    apps.close();
  }

  @Test
  void aJobComesAtEachMomentAndIsNamedByIt() {
    cron("schedule: '*/2 * * * *'", "5s");
    apps.step(60 * 4);
    assertThat(names()).containsExactly("web-" + (minute() - 2), "web-" + minute());
    assertThat(apps.told("SuccessfulCreate")).contains("Created job web-" + minute());
    assertThat(web().at("/status/lastScheduleTime").asText()).isEqualTo("2026-11-23T12:04:00Z");
    assertThat(web().at("/status/active")).hasSize(1);
    apps.step(10);
    assertThat(web().at("/status").has("active")).isFalse();
    assertThat(web().at("/status/lastSuccessfulTime").asText()).isEqualTo("2026-11-23T12:04:05Z");
    assertThat(apps.told("SawCompletedJob").getLast()).endsWith("condition: Complete");
  }

  @Test
  void ofTheEndedJobsTheLimitIsKept() {
    cron("schedule: '* * * * *', successfulJobsHistoryLimit: 2", "5s");
    apps.step(60 * 6 + 10);
    assertThat(names()).hasSize(2);
  }

  @Test
  void forbidSkipsWhileOneRuns() {
    cron("schedule: '* * * * *', concurrencyPolicy: 'Forbid'", "150s");
    apps.step(60 * 3);
    assertThat(names()).hasSize(1);
    assertThat(apps.told("JobAlreadyActive")).hasSize(2);
  }

  @Test
  void replaceStopsTheOneThatRuns() {
    cron("schedule: '* * * * *', concurrencyPolicy: 'Replace'", "150s");
    apps.step(60 * 3);
    assertThat(names()).containsExactly("web-" + minute());
  }

  @Test
  void allowLetsThemRunBesideEachOther() {
    cron("schedule: '* * * * *', concurrencyPolicy: 'Allow'", "150s");
    apps.step(60 * 3);
    assertThat(web().at("/status/active")).hasSize(3);
  }

  @Test
  void aSuspendedOneSleepsAndMakesUpForTheLastMomentOnly() {
    cron("schedule: '* * * * *', suspend: true", "5s");
    apps.step(60 * 5);
    assertThat(names()).isEmpty();
    apps.change(cronJobs, "web", w -> ((ObjectNode) w.path("spec")).put("suspend", false));
    assertThat(names()).containsExactly("web-" + minute());
  }

  @Test
  void whatIsTooLateIsLeftOut() {
    cron("schedule: '0 * * * *', suspend: true, startingDeadlineSeconds: 60", "5s");
    apps.step(60 * 65);
    apps.change(cronJobs, "web", w -> ((ObjectNode) w.path("spec")).put("suspend", false));
    assertThat(names()).isEmpty();
  }

  @Test
  void theHourIsThatOfTheTimeZone() {
    cron("schedule: '0 14 * * *', timeZone: 'Europe/Berlin'", "5s");
    apps.step(60 * 59);
    assertThat(names()).isEmpty();
    apps.step(60);
    assertThat(names()).hasSize(1);
    assertThat(
            apps.all(jobs)
                .getFirst()
                .at("/metadata/annotations/batch.kubernetes.io~1cronjob-scheduled-timestamp")
                .asText())
        .isEqualTo("2026-11-23T14:00:00+01:00");
  }

  private long minute() {
    return apps.cluster.clock.now().getEpochSecond() / 60;
  }

  private void cron(String spec, String exitAfter) {
    ObjectNode template = Apps.pod("'sim.windlass.io/exit-after': '" + exitAfter + "'");
    template.withObject("/spec").put("restartPolicy", "Never");
    ObjectNode job = Json.object("{parallelism: 1, completions: 1, backoffLimit: 6}");
    // The API server selects a Job's pods by the Job's uid; here all have the same label.
    job.set("selector", Json.object("{matchLabels: {app: 'web'}}"));
    job.set("template", template);
    ObjectNode all = Json.object("{" + spec + "}");
    all.putObject("jobTemplate").set("spec", job);
    apps.plain(cronJobs, all);
  }

  private ObjectNode web() {
    return apps.get(cronJobs, "web");
  }

  private List<String> names() {
    return apps.all(jobs).stream().map(j -> j.at("/metadata/name").asText()).toList();
  }
}
