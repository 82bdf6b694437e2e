package io.windlass.devcluster.sim.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.sim.Json;
import io.windlass.devcluster.sim.workload.Conditions.Says;
import io.windlass.devcluster.sim.workload.PodSight;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a Job does next. A pod is {@code INDEX:STATE}; those that ended did so 60 s ago. Already
 * counted are {@code counted} failures and successes.
 */
final class JobPlanTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                                      | spec                                                        | counted | pods                  | next
          as many as run at once                    | parallelism: 2, completions: 5                              | 0 0     | -                     | make -1 -1
          no more than are still needed             | parallelism: 5, completions: 3                              | 0 2     | -                     | make -1
          those that run count                      | parallelism: 3, completions: 3                              | 0 0     | x:run x:run           | make -1
          too many at once                          | parallelism: 1, completions: 3                              | 0 0     | x:run x:run           | stop 1
          one success is enough without completions | parallelism: 2                                              | 0 0     | x:ok                  | over CompletionsReached
          but those that run may end                | parallelism: 2                                              | 0 0     | x:ok x:run            | nothing
          enough successes                          | parallelism: 2, completions: 2                              | 0 1     | x:ok x:run            | over CompletionsReached, stop 1
          each number once                          | parallelism: 3, completions: 3, completionMode: 'Indexed'   | 0 0     | 1:run                 | make 0 2
          a number that failed comes again          | parallelism: 3, completions: 2, completionMode: 'Indexed'   | 0 0     | 0:ok 1:fail           | make 1
          too many failures                         | parallelism: 1, completions: 2, backoffLimit: 1             | 1 0     | x:fail                | over BackoffLimitExceeded
          as many as are allowed                    | parallelism: 1, completions: 2, backoffLimit: 2             | 1 0     | x:fail                | make -1
          too late                                  | parallelism: 1, completions: 2, activeDeadlineSeconds: 90   | 0 0     | x:run                 | over DeadlineExceeded, stop 1
          suspended                                 | parallelism: 1, completions: 2, suspend: true               | 0 0     | x:run                 | stop 1
          one that is going has failed              | parallelism: 1, completions: 1                              | 0 0     | x:going               | make -1
          unless only failed ones are replaced      | parallelism: 1, completions: 1, podReplacementPolicy: 'Failed' | 0 0  | x:going               | nothing
          """)
  void next(String rule, String spec, String counted, String pods, String next) {
    ObjectNode json = Json.object("{" + spec + "}");
    String[] counts = counted.split(" ", -1);
    ObjectNode status = Json.object("{}");
    status.put("failed", Integer.parseInt(counts[0]));
    status.put("succeeded", Integer.parseInt(counts[1]));
    FailurePolicy policy = new FailurePolicy(json);
    JobSpec read = JobSpec.of(json);
    JobTally tally = JobTally.of(read, status, sights(pods), policy);
    JobPlan.Started started =
        new JobPlan.Started(Optional.of(NOW.minusSeconds(100)), Optional.empty());
    assertThat(words(JobPlan.next(read, tally, policy, started, NOW))).isEqualTo(next);
  }

  private static String words(JobPlan plan) {
    List<String> words = new ArrayList<>();
    plan.verdict().map(Says::reason).ifPresent(reason -> words.add("over " + reason));
    if (!plan.delete().isEmpty()) {
      words.add("stop " + plan.delete().size());
    }
    if (!plan.create().isEmpty()) {
      words.add("make " + String.join(" ", plan.create().stream().map(String::valueOf).toList()));
    }
    return words.isEmpty() ? "nothing" : String.join(", ", words);
  }

  private static List<PodSight> sights(String pods) {
    List<PodSight> sights = new ArrayList<>();
    if (!pods.equals("-")) {
      for (String pod : pods.split(" ", -1)) {
        sights.add(sight(sights.size(), pod.split(":", -1)));
      }
    }
    return sights;
  }

  private static PodSight sight(int number, String[] parts) {
    ObjectNode pod =
        Json.object(
            "{metadata: {finalizers: ['batch.kubernetes.io/job-tracking'], annotations: {}}}");
    pod.withObject("/metadata").put("name", "p" + number).put("uid", "u" + number);
    if (!parts[0].equals("x")) {
      pod.withObject("/metadata")
          .withObjectProperty("annotations")
          .put("batch.kubernetes.io/job-completion-index", parts[0]);
    }
    if (parts[1].equals("going")) {
      pod.withObject("/metadata").put("deletionTimestamp", NOW.toString());
    }
    String phase =
        switch (parts[1]) {
          case "ok" -> "Succeeded";
          case "fail" -> "Failed";
          default -> "Running";
        };
    ObjectNode status = pod.putObject("status").put("phase", phase);
    if (!phase.equals("Running")) {
      ObjectNode ended = status.putArray("containerStatuses").addObject().putObject("state");
      ended.putObject("terminated").put("finishedAt", NOW.minusSeconds(60).toString());
    }
    return PodSight.of(pod);
  }
}
