package io.windlass.core.autoscaling.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.autoscaling.spec.Specs;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the checks lead to at run time. */
class VerdictTest {
  private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      quoteCharacter = '`',
      textBlock =
          """
          case                                  | spec adds                 | world           | writes | condition
          nothing is wrong                      | minReplicas: 1            | replicas 3      | true   | Valid=True/Accepted
          what slipped past is not obeyed       | minReplicas: 21           | replicas 3      | false  | Valid=False/TPA016
          beyond the operator's limit           | maxReplicas: 5001         | replicas 3      | false  | Valid=False/TPA019
          a warning stops nothing               | timeZone: 'Etc/GMT-8', windows: [{name: 'w', start: '@daily', duration: '1h', replicas: 3}] | replicas 3 | true | Valid=True/Accepted
          a conflict is no fault of the object  | minReplicas: 1            | HPA web-hpa 1   | false  | Valid=True/Accepted
          an older HPA owns the count           | minReplicas: 1            | HPA web-hpa 1   | false  | Conflicted=True/HorizontalPodAutoscaler
          a younger one is told of              | minReplicas: 1            | HPA web-hpa 9   | true   | Conflicted=True/HorizontalPodAutoscaler
          and yielded to where that is said     | conflictPolicy: 'Yield'   | HPA web-hpa 9   | false  | Conflicted=True/HorizontalPodAutoscaler
          the one that is taken over is none    | takeover: {hpa: 'web-hpa'} | HPA web-hpa 1  | true   | Conflicted=False/OneOwner
          a dry run sits beside any             | mode: 'DryRun'            | HPA web-hpa 1   | true   | Conflicted=False/OneOwner
          the older of two twins acts           | minReplicas: 1            | TIMED twin 9    | true   | Conflicted=False/OneOwner
          the younger does not                  | minReplicas: 1            | TIMED twin 1    | false  | Conflicted=True/TimedPodAutoscaler
          nor does it with Warn                 | conflictPolicy: 'Warn'    | TIMED twin 1    | false  | Conflicted=True/TimedPodAutoscaler
          KEDA                                  | minReplicas: 1            | KEDA so 1       | false  | Conflicted=True/ScaledObject
          CronHPA                               | minReplicas: 1            | CRON cron 1     | false  | Conflicted=True/CronHorizontalPodAutoscaler
          a ReplicaSet of a Deployment          | minReplicas: 1            | owned Deployment shop | false | Conflicted=True/Owner
          the target is there                   | minReplicas: 1            | replicas 3      | true   | TargetFound=True/Found
          the target comes later                | minReplicas: 1            | missing         | true   | TargetFound=False/NotFound
          its kind comes later                  | minReplicas: 1            | unknown         | true   | TargetFound=False/NoKindMatch
          a kind that cannot be scaled          | minReplicas: 1            | not scalable    | false  | TargetFound=False/NotScalable
          a metrics API comes later             | minReplicas: 1            | no metrics.k8s.io | true | MetricsAvailable=False/APIServiceMissing
          """)
  void verdict(String what, String adds, String world, boolean writes, String condition) {
    Verdict verdict = Verdict.of(Specs.read(adds), new Draft(world).world(), NOW);
    assertThat(verdict.conditions())
        .as(what)
        .extracting(it -> "%s=%s/%s".formatted(it.type(), it.status().text(), it.reason()))
        .contains(condition);
    assertThat(verdict.mayWrite()).as(what).isEqualTo(writes);
  }
}
