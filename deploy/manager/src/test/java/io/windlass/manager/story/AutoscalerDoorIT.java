package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.windlass.manager.GivenCluster;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a user is told who applies an autoscaler: each check that the webhook answers, through an
 * API server. What the schema refuses before is in {@link TimedPodAutoscalerSchemaIT}.
 */
@ResourceLock(providers = GivenCluster.class)
class AutoscalerDoorIT {
  @RegisterExtension
  static final ClusterExtension CLUSTER = ClusterExtension.any().withoutManager().withWebhooks();

  private static String owned = "";

  @BeforeAll
  static void neighbours() throws IOException {
    DoorNeighbours neighbours = new DoorNeighbours(CLUSTER);
    neighbours.settle();
    owned = neighbours.owned();
    if (CLUSTER.isDevcluster()) {
      neighbours.settleOtherScalers();
    }
  }

  /** {@code W(...)} is a list of one window {@code w}; dates of answers are left out. */
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      quoteCharacter = '`',
      textBlock =
          """
          code | case                        | spec adds                                                                | answer
          001  | an hour of 24               | W(start: '0 24 * * *', duration: 1h, replicas: 3)                        | refused: TPA001 spec.windows[w].start: field 2, hour (0-23), has 24
          001  | a step of 0                 | W(start: '*/0 * * * *', duration: 1h, replicas: 3)                       | refused: TPA001 spec.windows[w].start: field 1, minute (0-59), has
          002  | CronHPA's six fields        | W(start: '0 0 8 * * 1', duration: 1h, replicas: 3)                       | refused: TPA002 spec.windows[w].start: six fields, but seconds are not supported; did you paste a CronHPA schedule?
          003  | the last day of a month     | W(start: '0 0 L * *', duration: 1h, replicas: 3)                         | refused: TPA003 spec.windows[w].start: L in day of month (1-31): L, W and # are not supported; list the dates
          003  | @every                      | W(start: '@every 5m', duration: 1h, replicas: 3)                         | refused: TPA003 spec.windows[w].start: @every is not supported
          004  | 31 February                 | W(start: '0 0 31 2 *', duration: 1h, replicas: 3)                        | refused: TPA004 spec.windows[w].start: "0 0 31 2 *" never comes: no such date in eight years
          005  | 29 February                 | W(start: '0 0 29 2 *', duration: 1h, replicas: 3)                        | warned: TPA005 spec.windows[w].start: comes less than once a year: DATE, DATE, DATE
          006  | both day fields             | W(start: '0 0 13 * 5', duration: 1h, replicas: 3)                        | warned: TPA006 spec.windows[w].start: day of month and day of week are both restricted, so either suffices: DATE, DATE, DATE, DATE, DATE
          007  | an abbreviation             | timeZone: CST                                                            | refused: TPA007 spec.timeZone: "CST" is no IANA time zone of tzdb TZDB; write Asia/Shanghai or America/Chicago
          008  | a fixed offset              | timeZone: Etc/GMT-8, W(start: '@daily', duration: 1h, replicas: 3)       | warned: TPA008 spec.windows[w].timeZone: Etc/GMT-8 knows no summer time, and its sign is reversed: it is UTC+08:00
          009  | a start in a gap            | timeZone: Europe/Berlin, W(start: '30 2 * * *', duration: 1h, replicas: 3) | warned: TPA009 spec.windows[w].start: DATE does not exist in Europe/Berlin: DATE instead ## warned: TPA010 spec.windows[w].start: DATE comes twice in Europe/Berlin: the first counts
          010  | an end that comes twice     | timeZone: Europe/Berlin, W(start: '0 22 * * *', end: '30 2 * * *', replicas: 3) | warned: TPA009 spec.windows[w].end: DATE does not exist ## warned: TPA010 spec.windows[w].end: DATE comes twice in Europe/Berlin: the second counts
          013  | start and end are one       | W(start: '0 8 * * 1-5', end: '0 8 * * MON-FRI', replicas: 3)             | refused: TPA013 spec.windows[w].end: always comes with start: the window would be empty or endless
          014  | longer than its period      | W(start: '0 8 * * *', duration: 30h, replicas: 3)                        | warned: TPA014 spec.windows[w].duration: begins again before it ends: always active
          017  | a floor above the baseline  | W(start: '@daily', duration: 1h, bounds: {minReplicas: 21})              | refused: TPA017 spec.windows[w].bounds.minReplicas: 21 is above spec.maxReplicas 20: add bounds.maxReplicas
          019  | beyond the operator's limit | maxReplicas: 5001                                                        | refused: TPA019 spec.maxReplicas: 5001 is above the operator's limit 5000 (--max-replicas-limit)
          020  | equal priority              | windows: [{name: a, start: '0 8 * * *', duration: 2h, replicas: 3}, {name: b, start: '0 9 * * *', duration: 2h, replicas: 4}] | refused: TPA020 spec.windows: a and b have equal priority and different values, and overlap from DATE to DATE: give one a higher priority, or say overlap: Widest
          021  | other priority              | windows: [{name: a, start: '0 8 * * *', duration: 2h, replicas: 3}, {name: b, start: '0 9 * * *', duration: 2h, replicas: 4, priority: 1}] |
          022  | too much to prove           | windows: [{name: a, start: '*/2 * * * *', duration: 1m, replicas: 3}, {name: b, start: '1-59/2 * * * *', duration: 1m, replicas: 4}] | warned: TPA022 spec.windows: a and b: not proven disjoint
          023  | a seam of five minutes      | windows: [{name: a, start: '0 8 * * *', duration: 4h, bounds: {minReplicas: 10}}, {name: b, start: '5 12 * * *', duration: 4h, bounds: {minReplicas: 10}}] | warned: TPA023 spec.windows: the floor falls from 10 to 1 at DATE and rises again 5 minutes later: add release, or let the windows touch
          026  | exclusions that are over    | W(start: '@daily', duration: 1h, replicas: 3, excludeDates: [{date: '2020-10-01'}]) | warned: TPA026 spec.windows[w].excludeDates: all of them are in the past
          027  | none left                   | W(start: '0 8 * * 1', duration: 1h, replicas: 3, excludeDates: [{weekdays: [MON]}]) | warned: TPA027 spec.windows[w].excludeDates: no occurrence is left
          028  | a date that is past         | W(at: '2020-10-27T21:54', duration: 1h, replicas: 3)                     | refused: TPA028 spec.windows[w].at: DATE is in the past: it will never begin
          029  | no longer valid             | W(start: '@daily', duration: 1h, replicas: 3, validUntil: '2020-11-22')  |
          030  | a kind that comes later     | T(apps.kruise.io/v1alpha1, Gadget, web)                                  | warned: TPA030 spec.scaleTargetRef: no kind Gadget in apps.kruise.io/v1alpha1 yet; it is looked up again
          030  | a group that comes later    | T(gadgets.io/v1, Gadget, web)                                            | warned: TPA030 spec.scaleTargetRef: no kind Gadget in gadgets.io/v1 yet
          031  | a target that comes later   | T(apps/v1, Deployment, later)                                            | warned: TPA031 spec.scaleTargetRef: there is no Deployment later yet; it is looked up again
          032  | a DaemonSet                 | T(apps/v1, DaemonSet, web)                                               | refused: TPA032 spec.scaleTargetRef: DaemonSet has no scale subresource
          032  | a kind of the core group    | T(v1, ConfigMap, web)                                                    | refused: TPA032 spec.scaleTargetRef: ConfigMap has no scale subresource
          035  | a HorizontalPodAutoscaler   | T(autoscaling/v2, HorizontalPodAutoscaler, scaled)                       | refused: TPA035 spec.scaleTargetRef: HorizontalPodAutoscaler scaled scales something itself: point to the workload
          036  | a ReplicaSet of Deployment  | T(apps/v1, ReplicaSet, OWNED)                                            | refused: TPA036 spec.scaleTargetRef: Deployment owner sets the replicas of ReplicaSet OWNED
          037  | a second one                | T(apps.kruise.io/v1alpha1, CloneSet, twice)                              | refused: TPA037 spec.scaleTargetRef: TimedPodAutoscaler first scales it and is older: this one does not act
          037  | beside one, only trying     | mode: DryRun, T(apps.kruise.io/v1alpha1, CloneSet, twice)                | warned: TPA037 spec.scaleTargetRef: TimedPodAutoscaler first scales it
          038  | an HPA                      | T(apps.kruise.io/v1alpha1, CloneSet, scaled)                             | refused: TPA038 spec.scaleTargetRef: HorizontalPodAutoscaler scaled scales it: delete that, or take over with takeover.hpa: scaled
          038  | an HPA that is taken over   | takeover: {hpa: scaled}, T(apps.kruise.io/v1alpha1, CloneSet, scaled)    |
          043  | replicas in the manifest    | T(apps.kruise.io/v1alpha1, CloneSet, kept)                               | warned: TPA043 spec.scaleTargetRef: kubectl apply keeps replicas in the manifest of CloneSet kept: remove the field there
          044  | no request                  | CPU(60), T(apps.kruise.io/v1alpha1, CloneSet, lax)                       | refused: TPA044 spec.metrics[cpu]: container app requests no cpu, so there is no utilisation; add a request
          044  | an injected sidecar         | CPU(60), T(apps.kruise.io/v1alpha1, CloneSet, joined)                    | warned: TPA044 spec.metrics[cpu]: container log requests no cpu, so there is no utilisation; it comes from SidecarSet NAMESPACE-logs
          045  | a limit below the target    | CPU(120), T(apps.kruise.io/v1alpha1, CloneSet, bounded)                  | warned: TPA045 spec.metrics[cpu]: 120% is never reached: the limit of container app is its request
          045  | almost nothing              | CPU(5)                                                                   | warned: TPA045 spec.metrics[cpu]: a target of 5% leaves the pods almost idle
          046  | an API that is not served   | metrics: [{name: q, type: External, external: {metric: {name: q}, target: {type: AverageValue, averageValue: 30}}}] | warned: TPA046 spec.metrics: external.metrics.k8s.io is not served; until it is, time alone decides
          047  | to sleep for ever           | minReplicas: 0, CPU(60)                                                  | refused: TPA047 spec.minReplicas: with 0 replicas nothing is measured and no window wakes it: it would sleep for ever; add a window
          049  | no way up                   | behavior: {scaleUp: {selectPolicy: Disabled}}, W(start: '@daily', duration: 1h, replicas: 3) | warned: TPA049 spec.behavior.scaleUp.selectPolicy: Disabled stops the metrics, not the floors of windows: they hold all the same
          050  | a disruption budget         | T(apps.kruise.io/v1alpha1, CloneSet, guarded)                            | warned: TPA050 spec.minReplicas: PodDisruptionBudget guarded wants 3 pods available, the lowest floor is 1
          051  | a quota                     | minReplicas: 29, maxReplicas: 30                                              | warned: TPA051 spec.windows: ResourceQuota pods lets 28 pods be, the highest floor is 29
          053  | paused above its ceiling    | mode: Paused, maxReplicas: 2                                             | warned: TPA053 spec.mode: paused with 3 replicas, above maxReplicas 2: nothing lowers them
          """)
  void applied(String code, String what, String adds, String answer) throws IOException {
    expect(new Door(CLUSTER.client()).dryRun("web", expand(adds)), what, answer);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          039 | a ScaledObject        | T(apps.kruise.io/v1alpha1, CloneSet, keda)          | refused: TPA039 spec.scaleTargetRef: ScaledObject keda scales it: delete that first
          040 | a CronHPA             | T(apps.kruise.io/v1alpha1, CloneSet, cron)          | refused: TPA040 spec.scaleTargetRef: CronHorizontalPodAutoscaler cron scales it: windlass import cronhpa cron moves it here
          041 | a VPA on its resource | CPU(60), T(apps.kruise.io/v1alpha1, CloneSet, vertical) | warned: TPA041 spec.metrics[cpu]: VerticalPodAutoscaler vertical changes the requests that this utilisation is measured against
          """)
  void besideOtherScalers(String code, String what, String adds, String answer) throws IOException {
    assumeTrue(CLUSTER.isDevcluster(), "their definitions are for this test alone");
    expect(new Door(CLUSTER.client()).dryRun("web", expand(adds)), what, answer);
  }

  /** Of {@code first} on CloneSet {@code twice}, and {@code taking}, which takes over an HPA. */
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          028 | a date that has passed since     | first  | {spec: {windows: [{name: w, at: '2020-10-27T21:54', duration: 1h, replicas: 3}]}} | warned: TPA028 spec.windows[w].at: DATE is in the past: it will never begin
          054 | another target while taking over | taking | {spec: {scaleTargetRef: {name: web}}}      | refused: TPA054 spec.scaleTargetRef: cannot be changed while a takeover is in progress
          054 | and no takeover any more         | taking | {spec: {takeover: null}}                   | refused: TPA038 spec.scaleTargetRef: HorizontalPodAutoscaler moving scales it
          --- | several faults are told at once  | first  | {spec: {timeZone: CST, maxReplicas: 5001}} | refused: TPA007 spec.timeZone: "CST" is no IANA time zone of tzdb TZDB; write Asia/Shanghai or America/Chicago; TPA019 spec.maxReplicas: 5001 is above
          --- | a label is nobody's business     | first  | {metadata: {labels: {a: b}}}               |
          """)
  void edited(String code, String what, String name, String patch, String answer)
      throws IOException {
    expect(new Door(CLUSTER.client()).edit(name, patch), what, answer);
  }

  private static void expect(Door.Answer answer, String what, String expected) {
    // Not every cluster has metrics of resources, and that is not what these rows are about.
    List<String> lines =
        answer.lines().stream()
            .filter(line -> !line.contains("TPA046 spec.metrics: metrics.k8s.io"))
            .map(AutoscalerDoorIT::withoutWhatPasses)
            .toList();
    List<String> wanted = expected == null ? List.of() : List.of(expected.split(" ## ", -1));
    assertThat(lines).as(what).hasSameSizeAs(wanted);
    for (int i = 0; i < wanted.size(); i++) {
      assertThat(lines.get(i)).as(what).startsWith(wanted.get(i));
    }
  }

  private static String withoutWhatPasses(String line) {
    return line.replaceAll("admission webhook \\S+ denied the request: ", "")
        .replaceAll("\\d{4}-\\d\\d-\\d\\d(T[0-9:]+Z?)?", "DATE")
        .replaceAll("tzdb \\d{4}\\w", "tzdb TZDB")
        .replace(CLUSTER.namespace(), "NAMESPACE")
        .replace(owned, "OWNED");
  }

  private static String expand(String adds) {
    String expanded =
        adds.replace("OWNED", owned)
            .replaceAll("W\\((.*)\\)$", "windows: [{name: w, $1}]")
            .replaceAll(
                "T\\(([^,]*), ([^,]*), ([^)]*)\\)",
                "scaleTargetRef: {apiVersion: $1, kind: $2, name: $3}")
            .replaceAll(
                "CPU\\((\\d+)\\)",
                "metrics: [{name: cpu, type: Resource, resource: {name: cpu, target: {type:"
                    + " Utilization, averageUtilization: $1}}}]");
    return "{" + expanded + "}";
  }
}
