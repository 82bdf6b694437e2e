package io.windlass.core.autoscaling.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.autoscaling.spec.Finding;
import io.windlass.core.autoscaling.spec.Specs;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checks of what surrounds an autoscaler, each with its exact answer. */
class WorldChecksTest {
  private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
  private static final String CPU =
      "metrics: [{name: 'cpu', type: 'Resource', resource: {name: 'cpu', target: {type:"
          + " 'Utilization', averageUtilization: 120}}}]";

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      quoteCharacter = '`',
      textBlock =
          """
          code | case                       | spec adds                 | world                      | answer    | message
          019  | beyond the operator's limit | maxReplicas: 5001        |                            | REJECT    | spec.maxReplicas: 5001 is above the operator's limit 5000 (--max-replicas-limit)
          030  | a kind that comes later    |                           | unknown                    | WARN      | spec.scaleTargetRef: no kind CloneSet in apps.kruise.io/v1beta1 yet; it is looked up again
          031  | a target that comes later  |                           | missing                    | WARN      | there is no CloneSet web yet; it is looked up again
          032  | a DaemonSet                |                           | not scalable               | REJECT    | CloneSet has no scale subresource
          033  | no selector                |                           | no selector                | CONDITION | its scale names no pods (InvalidSelector): time alone decides
          035  | a HorizontalPodAutoscaler  | scaleTargetRef: {apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', name: 'web'} | | REJECT | HorizontalPodAutoscaler web scales something itself: point to the workload
          036  | a ReplicaSet of Deployment |                           | owned Deployment shop      | REJECT    | Deployment shop sets the replicas of CloneSet web
          037  | an older twin              |                           | TIMED older 1              | REJECT    | TimedPodAutoscaler older scales it and is older: this one does not act
          037  | a younger twin             |                           | TIMED younger 9            | WARN      | TimedPodAutoscaler younger scales it too; this one is older and acts
          038  | an HPA                     |                           | HPA web-hpa 1              | REJECT    | HorizontalPodAutoscaler web-hpa scales it: delete that, or take over with takeover.hpa: web-hpa
          038  | an HPA, beside a dry run   | mode: 'DryRun'            | HPA web-hpa 1              | WARN      | HorizontalPodAutoscaler web-hpa scales it
          038  | an HPA, while paused       | mode: 'Paused'            | HPA web-hpa 1              | WARN      | HorizontalPodAutoscaler web-hpa scales it
          038  | an HPA that came later     |                           | HPA web-hpa 9              | WARN      | HorizontalPodAutoscaler web-hpa scales it
          038  | the one that was taken over comes back | takeover: {hpa: 'web-hpa'} | again web-hpa 9 | WARN | HorizontalPodAutoscaler web-hpa scales it
          039  | KEDA                       |                           | KEDA web-so 1              | REJECT    | ScaledObject web-so scales it: delete that first
          040  | CronHPA                    |                           | CRON web-cron 1            | REJECT    | CronHorizontalPodAutoscaler web-cron scales it: windlass import cronhpa web-cron moves it here
          041  | a VPA on the same resource | CPU                       | VPA web-vpa 1              | WARN      | VerticalPodAutoscaler web-vpa changes the requests that this utilisation is measured against
          042  | GitOps writes again        |                           | written argocd 3           | CONDITION | argocd changed the replicas 3 times within ten minutes (ExternalWriter)
          043  | replicas in the manifest   |                           | manifest argocd            | WARN      | argocd keeps replicas in the manifest of CloneSet web: remove the field there
          044  | no request                 | CPU                       | container app              | REJECT    | spec.metrics[cpu]: container app requests no cpu, so there is no utilisation; add a request
          044  | an injected sidecar        | CPU                       | sidecar log                | WARN      | container log requests no cpu, so there is no utilisation; it comes from SidecarSet logs
          045  | a limit below the target   | CPU                       | bounded app                | WARN      | 120% is never reached: the limit of container app is its request
          046  | no metrics API             | CPU                       | no metrics.k8s.io          | WARN      | metrics.k8s.io is not served; until it is, time alone decides
          050  | a disruption budget        |                           | pdb web-pdb 3              | WARN      | PodDisruptionBudget web-pdb wants 3 pods available, the lowest floor is 1
          051  | a quota                    | minReplicas: 9            | quota pods 8               | WARN      | ResourceQuota pods lets 8 pods be, the highest floor is 9
          053  | paused above its ceiling   | mode: 'Paused'            | replicas 30                | WARN      | paused with 30 replicas, above maxReplicas 20: nothing lowers them
          """)
  void check(
      String code, String what, String adds, String world, Finding.Answer answer, String message) {
    String spec = adds == null ? "minReplicas: 1" : adds.equals("CPU") ? CPU : adds;
    List<Finding> found =
        Checks.of(Specs.read(spec), new Draft(world == null ? "" : world).world(), NOW);
    assertThat(found).as(what).hasSize(1);
    assertThat(found.getFirst().code()).isEqualTo("TPA" + code);
    assertThat(found.getFirst().answer()).isEqualTo(answer);
    assertThat(found.getFirst().toString()).contains(message);
  }

  @ParameterizedTest(name = "nothing: {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          two foreign writes are no habit | minReplicas: 1              | written argocd 2
          a takeover                      | takeover: {hpa: 'web-hpa'}  | HPA web-hpa 1
          an HPA of another workload      | minReplicas: 1              | elsewhere web-hpa 1
          a VPA without a CPU metric      | minReplicas: 1              | VPA web-vpa 1
          """)
  void nothing(String what, String adds, String world) {
    assertThat(Checks.of(Specs.read(adds), new Draft(world).world(), NOW)).as(what).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          028 | a date that is past, on create        | true  | false | true  | web | TPA028 REJECT 2020-10-27T21:54 is in the past: it will never begin
          028 | a date that is past, on update        | false | false | true  | web | TPA028 WARN 2020-10-27T21:54 is in the past: it will never begin
          054 | another target while taking over      | false | true  | true  | api | TPA054 REJECT cannot be changed while a takeover is in progress
          055 | a user who may not scale the target   | true  | false | false | web | TPA055 REJECT alice may not update the scale of CloneSet web
          """)
  void request(
      String code,
      String what,
      boolean create,
      boolean takingOver,
      boolean mayScale,
      String before,
      String answer) {
    String window = "windows: [{name: 'w', at: '2020-10-27T21:54', duration: '1h', replicas: 3}]";
    String stored =
        "scaleTargetRef: {apiVersion: 'apps.kruise.io/v1beta1', kind: 'CloneSet', name: '%s'}"
            .formatted(before);
    RequestChecks.Request request =
        new RequestChecks.Request(
            "alice",
            create ? Optional.empty() : Optional.of(Specs.read(stored).spec()),
            takingOver,
            mayScale);
    assertThat(RequestChecks.of(Specs.read(window).spec(), request, NOW))
        .as(what)
        .extracting(f -> f.code() + " " + f.answer() + " " + f.message())
        .contains(answer);
  }
}
