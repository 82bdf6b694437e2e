package io.windlass.core.inplace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.lifecycle.Hooks;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.testing.Pods;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a pod is still owed, by us or by OpenKruise, and when it gets it. */
class PromiseTest {
  private static final Instant NOW = Pods.BIRTH.plusSeconds(60);
  private static final String PATCH =
      Base64.getEncoder()
          .encodeToString("{\"metadata\":{\"labels\":{\"tier\":\"gold\"}}}".getBytes(UTF_8));

  private static final String STATE = "apps.kruise.io/inplace-update-state";
  private static final String GRACE = "apps.kruise.io/inplace-update-grace";
  private static final String BEGUN =
      "{'revision':'demo-x','updateTimestamp':'2026-01-01T00:00:%s0Z'%s}";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          rule                                                    | seconds | grace                                                                   | given
          an image after the grace period                         | 2       | {'revision':'demo-x','graceSeconds':30,'containerImages':{'main':'app:2'}} | pod main=app:2
          not before                                              | 5       | {'revision':'demo-x','graceSeconds':30,'containerImages':{'main':'app:2'}} |
          labels with it, as OpenKruise writes them               | 2       | {'revision':'demo-x','graceSeconds':30,'containerImages':{'main':'app:2'},'metaDataPatch':'PATCH'} | pod main=app:2 gold
          resources with it                                       | 2       | {'revision':'demo-x','graceSeconds':30,'containerResources':{'main':{'limits':{'cpu':'2'}}}} | resize main, pod
          a promise for another revision is forgotten             | 5       | {'revision':'demo-y','graceSeconds':30,'containerImages':{'main':'app:2'}} | forgotten
          """,
      useHeadersInDisplayName = true)
  void afterGrace(String rule, String seconds, String grace, String given) {
    Pods pod =
        Pods.serving("demo-a")
            .revision("demo-x")
            .gateDown()
            .lifecycle("Updating")
            .annotation(STATE, quoted(BEGUN.formatted(seconds, "")))
            .annotation(GRACE, quoted(grace).replace("PATCH", PATCH));
    assertThat(next(pod)).isEqualTo(given == null ? "" : given);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          rule                                                      | next                                                      | given
          an image of the next batch                                | 'nextContainerImages':{'main':'app:2'}                    | pod main=app:2
          a next batch of nothing but resources (never, upstream)   | 'nextContainerResources':{'main':{'limits':{'cpu':'2'}}}  | resize main, pod
          a next batch of a label that a container reads            | 'nextContainerRefMetadata':{'main':{'labels':{'tier':'gold'}}} | pod gold
          not before the first batch is ready                       | 'preCheckBeforeNext':{'containersRequiredReady':['log']},'nextContainerImages':{'main':'app:2'} |
          """,
      useHeadersInDisplayName = true)
  void nextBatch(String rule, String next, String given) {
    Pods pod =
        Pods.serving("demo-a")
            .revision("demo-x")
            .gateDown()
            .lifecycle("Updating")
            .annotation(STATE, quoted(BEGUN.formatted("0", "," + next)));
    assertThat(next(pod)).isEqualTo(given == null ? "" : given);
  }

  private static String next(Pods pod) {
    return new PodRefresh(pod.view(), "demo-x", true, Hooks.NONE, NOW)
        .next().map(PodRefresh.Step::patches).orElse(List.of()).stream()
            .map(patch -> word(patch.subresource(), (Json.Obj) patch.body()))
            .collect(Collectors.joining(", "));
  }

  private static String word(String subresource, Json.Obj body) {
    if (body.object("metadata", "annotations").get(GRACE).equals(Optional.of(Json.Null.VALUE))
        && body.object("metadata", "annotations").fields().size() == 1) {
      return "forgotten";
    }
    String containers =
        body.items("spec", "containers").stream()
            .map(c -> c.text("name").orElse("") + c.text("image").map(i -> "=" + i).orElse(""))
            .collect(Collectors.joining(" "));
    String label = body.text("metadata", "labels", "tier").orElse("");
    return (subresource.isEmpty() ? "pod" : subresource)
        + (containers.isEmpty() ? "" : " " + containers)
        + (label.isEmpty() ? "" : " " + label);
  }

  private static String quoted(String text) {
    String json = text.replace('\'', '"');
    assertThat(JsonText.tryParse(json.replace("PATCH", ""))).isPresent();
    return json;
  }
}
