package io.windlass.devcluster.print;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each expectation is the row that a Kubernetes 1.32.10 API server printed ({@code Accept:
 * application/json;as=Table;v=v1;g=meta.k8s.io}) for a pod of two containers with the status of the
 * row, written through {@code pods/status}.
 */
class PodStatusTest {
  private static final String TWO = "containers: [{name: c}, {name: d}]";
  private static final String INITS = "initContainers: [{name: a}, {name: b}]";
  private static final String SIDECAR =
      "initContainers: [{name: s, restartPolicy: Always}, {name: b}]";

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {phase: Pending}                                                       | 0/2; Pending; 0
          {phase: Failed, reason: Evicted}                                       | 0/2; Evicted; 0
          {phase: Running, containerStatuses: [{ready: true, state: {running: {}}}, {ready: true, state: {running: {}}, restartCount: 2}]} | 2/2; Running; 2
          {phase: Running, containerStatuses: [{ready: true, state: {running: {}}}, {state: {waiting: {reason: CrashLoopBackOff}}, restartCount: 3, lastState: {terminated: {finishedAt: "2020-01-01T00:00:00Z"}}}]} | 1/2; CrashLoopBackOff; 3 (6y328d ago)
          {phase: Pending, containerStatuses: [{state: {waiting: {reason: ContainerCreating}}}]} | 0/2; ContainerCreating; 0
          {phase: Succeeded, containerStatuses: [{state: {terminated: {exitCode: 0, reason: Completed}}}]} | 0/2; Completed; 0
          {phase: Running, containerStatuses: [{state: {terminated: {exitCode: 0, reason: Completed}}}, {ready: true, state: {running: {}}}], conditions: [{type: Ready, status: "False"}]} | 1/2; NotReady; 0
          {phase: Running, containerStatuses: [{state: {terminated: {exitCode: 0, reason: Completed}}}, {ready: true, state: {running: {}}}], conditions: [{type: Ready, status: "True"}]} | 1/2; Running; 0
          {phase: Failed, containerStatuses: [{state: {terminated: {exitCode: 3}}}, {state: {terminated: {exitCode: 137, signal: 9}}}]} | 0/2; ExitCode:3; 0
          {phase: Pending, conditions: [{type: PodScheduled, status: "False", reason: SchedulingGated}]} | 0/2; SchedulingGated; 0
          """)
  void aPodOfContainers(String status, String printed) {
    assertThat(row(TWO, "", status)).startsWith("x; " + printed + "; 10s; ");
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [{name: a, state: {running: {}}}, {name: b, state: {waiting: {reason: PodInitializing}}}] | 0/2; Init:0/2; 0
          [{name: a, state: {terminated: {exitCode: 0, reason: Completed}}}, {name: b, state: {running: {}}}] | 0/2; Init:1/2; 0
          [{name: a, state: {terminated: {exitCode: 1, reason: Error}}, restartCount: 2}] | 0/2; Init:Error; 2
          [{name: a, state: {terminated: {exitCode: 1}}}]                        | 0/2; Init:ExitCode:1; 0
          [{name: a, state: {waiting: {reason: ErrImagePull}}}]                  | 0/2; Init:ErrImagePull; 0
          """)
  void aPodThatIsInitializing(String statuses, String printed) {
    String status = "{phase: Pending, initContainerStatuses: %s}".formatted(statuses);

    assertThat(row(TWO + ", " + INITS, "", status)).startsWith("x; " + printed + "; 10s; ");
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {phase: Running, initContainerStatuses: [{name: s, state: {running: {}}, started: true, ready: true, restartCount: 1}, {name: b, state: {terminated: {exitCode: 0}}, restartCount: 4}], containerStatuses: [{ready: true, state: {running: {}}}, {ready: true, state: {running: {}}}]} | 3/3; Running; 1
          {phase: Pending, initContainerStatuses: [{name: s, state: {running: {}}, started: false}, {name: b, state: {waiting: {reason: PodInitializing}}}]} | 0/3; Init:0/2; 0
          """)
  void aSidecarIsOneOfTheContainers(String status, String printed) {
    assertThat(row(TWO + ", " + SIDECAR, "", status)).startsWith("x; " + printed + "; 10s; ");
  }

  @Test
  void aDeletedPodIsTerminating() {
    String metadata = "deletionTimestamp: '2026-11-23T13:59:59Z'";
    String status = "{phase: Running, containerStatuses: [{ready: true, state: {running: {}}}]}";

    assertThat(row(TWO, metadata, status)).startsWith("x; 1/2; Terminating; 0; ");
    assertThat(row(TWO, metadata, "{phase: Succeeded}")).startsWith("x; 0/2; Succeeded; 0; ");
  }

  @Test
  void theWideColumns() {
    String spec = TWO + ", nodeName: n, readinessGates: [{conditionType: x}, {conditionType: y}]";
    String status =
        "{phase: Running, podIPs: [{ip: 10.0.0.1}], conditions: [{type: x, status: 'True'}]}";

    assertThat(row(TWO, "", "{phase: Pending}")).endsWith("<none>; <none>; <none>; <none>");
    assertThat(row(spec, "", status)).endsWith("10.0.0.1; n; <none>; 1/2");
  }

  private static String row(String spec, String metadata, String status) {
    return Printed.row(
        "pods", "{metadata: {%s}, spec: {%s}, status: %s}".formatted(metadata, spec, status));
  }
}
