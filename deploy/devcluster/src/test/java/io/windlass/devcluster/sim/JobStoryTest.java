package io.windlass.devcluster.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ClusterApi.Ref;
import io.windlass.devcluster.api.ResourceType;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Jobs from the first pod to the last, seen from outside. */
final class JobStoryTest {
  private static final String FIVE_SECONDS = "'sim.windlass.io/exit-after': '5s'";
  private static final String FAILING = FIVE_SECONDS + ", 'sim.windlass.io/exit-code': '3'";

  private final Apps apps = new Apps();
  private final ResourceType jobs = apps.cluster.api.type("batch/v1", "jobs");

  @AfterEach
  void close() {
    apps.close();
  }

  @Test
  void aJobEndsWithItsCompletions() {
    job("parallelism: 2, completions: 3", FIVE_SECONDS);
    assertThat(apps.pods()).hasSize(2);
    assertThat(status()).contains("\"active\":2", "\"ready\":2");
    apps.step(5);
    assertThat(status()).contains("\"active\":1", "\"succeeded\":2");
    apps.step(5);
    assertThat(Apps.conditions(web()))
        .isEqualTo("Complete=True/CompletionsReached SuccessCriteriaMet=True/CompletionsReached");
    assertThat(status())
        .contains("\"succeeded\":3", "\"ready\":0", "completionTime", "\"terminating\":0")
        .doesNotContain("active");
    assertThat(apps.pods()).allMatch(pod -> pod.at("/metadata/finalizers").isMissingNode());
    assertThat(apps.told("Completed")).containsExactly("Job completed");
  }

  @Test
  void aPodCarriesTheFinalizerUntilItIsCounted() {
    job("parallelism: 1, completions: 1", FIVE_SECONDS);
    assertThat(apps.pods().getFirst().at("/metadata/finalizers/0").asText())
        .isEqualTo("batch.kubernetes.io/job-tracking");
  }

  @Test
  void anIndexedJobNumbersItsPods() {
    job("parallelism: 3, completions: 3, completionMode: 'Indexed'", FIVE_SECONDS);
    assertThat(apps.pods())
        .extracting(p -> p.at("/spec/hostname").asText())
        .containsExactlyInAnyOrder("web-0", "web-1", "web-2");
    assertThat(apps.pods().getFirst().at("/spec/containers/0/env/0/name").asText())
        .isEqualTo("JOB_COMPLETION_INDEX");
    apps.step(5);
    assertThat(status()).contains("\"completedIndexes\":\"0-2\"");
  }

  @Test
  void failuresAreRetriedLaterAndLaterUntilTheLimit() {
    job("parallelism: 1, completions: 1, backoffLimit: 1", FAILING);
    apps.step(5);
    assertThat(status()).contains("\"failed\":1");
    apps.step(9);
    assertThat(apps.pods()).hasSize(1);
    apps.step(1);
    assertThat(apps.pods()).hasSize(2);
    apps.step(5);
    assertThat(Apps.conditions(web()))
        .isEqualTo("Failed=True/BackoffLimitExceeded FailureTarget=True/BackoffLimitExceeded");
    assertThat(apps.told("BackoffLimitExceeded"))
        .containsExactly("Job has reached the specified backoff limit");
  }

  @Test
  void onFailureTheContainerIsStartedAgainInItsPod() {
    jobOf("OnFailure", "parallelism: 1, completions: 1, backoffLimit: 2", FAILING);
    apps.step(6);
    assertThat(apps.pods()).hasSize(1);
    assertThat(apps.pods().getFirst().at("/status/containerStatuses/0/restartCount").asInt())
        .isEqualTo(1);
    apps.step(60);
    assertThat(Apps.conditions(web())).contains("Failed=True/BackoffLimitExceeded");
    assertThat(apps.pods()).isEmpty();
  }

  @Test
  void aDeadlineEndsWhatRuns() {
    job("parallelism: 2, completions: 2, activeDeadlineSeconds: 30", "");
    apps.step(30);
    assertThat(Apps.conditions(web())).contains("Failed=True/DeadlineExceeded");
    assertThat(apps.pods()).isEmpty();
    assertThat(status()).contains("\"failed\":2");
  }

  @Test
  void aSuspendedJobHasNoPodsAndBeginsAnew() {
    job("parallelism: 2, completions: 2, suspend: true", "");
    assertThat(apps.pods()).isEmpty();
    assertThat(Apps.conditions(web())).isEqualTo("Suspended=True/JobSuspended");
    spec(s -> s.put("suspend", false));
    assertThat(apps.pods()).hasSize(2);
    spec(s -> s.put("suspend", true));
    assertThat(apps.pods()).isEmpty();
    assertThat(status()).doesNotContain("failed").doesNotContain("startTime");
    assertThat(apps.told("Resumed")).containsExactly("Job resumed");
  }

  @Test
  void anEndedJobGoesAfterItsTimeWithItsPods() {
    job("parallelism: 1, completions: 1, ttlSecondsAfterFinished: 60", FIVE_SECONDS);
    apps.step(64);
    assertThat(apps.all(jobs)).hasSize(1);
    apps.step(1);
    assertThat(apps.all(jobs)).isEmpty();
    assertThat(apps.pods()).isEmpty();
  }

  @Test
  void thePodsOfADeletedJobGoAlthoughNobodyCountsThem() {
    job("parallelism: 2, completions: 2", "");
    apps.cluster.api.delete(new Ref(jobs, "default", "web"), Json.object("{}"));
    assertThat(apps.pods()).isEmpty();
  }

  @Test
  void aPodThatIsDeletedHasFailedAndIsReplaced() {
    job("parallelism: 1, completions: 1", "");
    String first = apps.pods().getFirst().at("/metadata/name").asText();
    apps.cluster.api.delete(new Ref(apps.cluster.pods, "default", first), Json.object("{}"));
    apps.step(10);
    assertThat(apps.pods()).hasSize(1);
    assertThat(status()).contains("\"failed\":1", "\"active\":1");
  }

  @Test
  void anExitCodeMayEndTheJobAtOnce() {
    String rule =
        "podFailurePolicy: {rules: [{action: 'FailJob', onExitCodes: {operator: 'In', values:"
            + " [3]}}]}";
    job("parallelism: 1, completions: 1, " + rule, FAILING);
    apps.step(5);
    assertThat(Apps.conditions(web())).contains("Failed=True/PodFailurePolicy");
    assertThat(apps.told("PodFailurePolicy").getFirst())
        .contains("failed with exit code 3 matching FailJob rule at index 0");
  }

  @Test
  void withoutCompletionsOneSuccessIsEnough() {
    job("parallelism: 2", FIVE_SECONDS);
    apps.step(5);
    assertThat(Apps.conditions(web())).contains("Complete=True/CompletionsReached");
    assertThat(apps.pods()).hasSize(2);
  }

  private void job(String spec, String annotations) {
    jobOf("Never", spec, annotations);
  }

  private void jobOf(String restartPolicy, String spec, String annotations) {
    ObjectNode all = Json.object("{" + spec + "}");
    if (!all.has("backoffLimit")) {
      all.put("backoffLimit", 6);
    }
    ObjectNode template = Apps.pod(annotations);
    template.withObject("/spec").put("restartPolicy", restartPolicy);
    all.set("selector", Json.object("{matchLabels: {app: 'web'}}"));
    all.set("template", template);
    apps.plain(jobs, all);
  }

  private void spec(Consumer<ObjectNode> change) {
    apps.change(jobs, "web", web -> change.accept((ObjectNode) web.path("spec")));
  }

  private JsonNode web() {
    List<ObjectNode> all = apps.all(jobs);
    return all.getFirst();
  }

  private String status() {
    return web().path("status").toString();
  }
}
