package io.windlass.core.autoscaling.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.autoscaling.metric.MetricSpec;
import io.windlass.core.autoscaling.metric.MetricTarget;
import io.windlass.core.autoscaling.metric.PodReading;
import io.windlass.core.autoscaling.metric.PodReading.Sample;
import io.windlass.core.autoscaling.metric.Reading;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.Selector;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the API's documents mean to a decision. */
class ObserveTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      quoteCharacter = '`',
      textBlock =
          """
          case                                         | containers (request)        | of the pod | asked for | milli
          all containers together                      | a=100m b=0.2                |            |           | 300
          a sidecar among the init containers counts   | a=100m init:Always=50m      |            |           | 150
          an init container that ends does not         | a=100m init:Never=900m      |            |           | 100
          one without a request spoils the whole       | a=100m b=-                  |            |           |
          but not a metric of another container        | a=100m b=-                  |            | a         | 100
          a request of the pod goes before             | a=100m b=-                  | 700m       |           | 700
          except for one container                     | a=100m b=200m               | 700m       | b         | 200
          less than a thousandth is rounded up         | a=100500u                   |            |           | 101
          """)
  void requests(String what, String containers, String ofPod, String only, Long milli) {
    PodRow row = PodRow.of(pod("", containers, Optional.ofNullable(ofPod)));
    assertThat(row.requestMilli("cpu", Optional.ofNullable(only)).stream().boxed().findFirst())
        .as(what)
        .isEqualTo(Optional.ofNullable(milli));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      quoteCharacter = '`',
      textBlock =
          """
          case                                | pod                                                                            | life    | ready
          a pod without a phase               |                                                                                | PENDING | false
          pending                             | "status":{"phase":"Pending"}                                                   | PENDING | false
          running                             | "status":{"phase":"Running"}                                                   | RUNNING | false
          running and ready                   | "status":{"phase":"Running","conditions":[{"type":"Ready","status":"True"}]}   | RUNNING | true
          succeeded is nothing special        | "status":{"phase":"Succeeded"}                                                 | RUNNING | false
          failed                              | "status":{"phase":"Failed"}                                                    | LEAVING | false
          """)
  void life(String what, String pod, PodReading.Life life, boolean ready) {
    PodRow row = PodRow.of(pod(Optional.ofNullable(pod).orElse(""), "a=1", Optional.empty()));
    assertThat(row.state().life()).as(what).isEqualTo(life);
    assertThat(row.isReady()).as(what).isEqualTo(ready);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      quoteCharacter = '`',
      textBlock =
          """
          selector               | labels        | answer
          app=web                | app=web       | yes
          app==web               | app=web       | yes
          app=web                | app=api       | no
          app!=web               | app=api       | yes
          app!=web               |               | yes
          app in (web, api)      | app=api       | yes
          app in (web,api),tier  | app=api       | no
          app notin (web)        | app=web       | no
          !old,app               | app=web       | yes
          !old,app               | app=web old=1 | no
          `                      `| app=web      | none
          app=(                  | app=web       | no
          app in web             | app=web       | none
          """)
  void selectors(String selector, String labels, String answer) {
    Map<String, String> all = new HashMap<>();
    for (String label : Optional.ofNullable(labels).orElse("").split(" ", -1)) {
      if (!label.isEmpty()) {
        all.put(label.split("=", 2)[0], label.split("=", 2)[1]);
      }
    }
    Optional<Selector> read = LabelExpression.read(selector);
    assertThat(read.map(it -> it.matches(all) ? "yes" : "no").orElse("none")).isEqualTo(answer);
  }

  @Test
  void samplesAreNanocoresRoundedUpOverTheirWindow() {
    PodTable pods = new PodTable(List.of(PodRow.of(pod("", "a=1 b=1", Optional.empty()))));
    SampleRow whole = sample("\"a\":\"4237112n\",\"b\":\"1m\"");
    SampleRow half = sample("\"a\":\"4237112n\"");
    Instant at = Instant.parse("2026-11-23T08:00:00Z");

    assertThat(only(pods.resource(cpu(Optional.empty()), Map.of("web", whole))).sample())
        .contains(new Sample(6, at, java.time.Duration.ofMillis(15_200)));
    assertThat(only(pods.resource(cpu(Optional.of("b")), Map.of("web", whole))).sample())
        .map(Sample::milli)
        .contains(1L);
    assertThat(only(pods.resource(cpu(Optional.of("b")), Map.of("web", half))).sample()).isEmpty();
    assertThat(only(pods.resource(cpu(Optional.empty()), Map.of())).sample()).isEmpty();
  }

  @Test
  void seriesOfOneMetricAreSummedAndStopAtTheEnd() {
    PodTable none = new PodTable(List.of());
    List<Json> two = List.of(value("\"90\""), value("\"500m\""));
    List<Json> many = List.of(value("\"9E\""), value("\"9E\""));
    assertThat(none.whole(two, 4)).isEqualTo(new Reading.OfWhole(90_500, 0, 4));
    assertThat(none.whole(many, 4)).isEqualTo(new Reading.OfWhole(Long.MAX_VALUE, 0, 4));
    assertThat(none.whole(List.of(value("\"much\"")), 4)).isInstanceOf(Reading.Unavailable.class);
  }

  /** CronHPA bug 13: a scale that is put without the version that was read is refused. */
  @Test
  void whatIsPutKeepsTheVersionThatWasRead() {
    Json.Obj read =
        object(
            """
            {"kind":"Scale","metadata":{"name":"web","resourceVersion":"8812"},
             "spec":{"replicas":3},"status":{"replicas":2,"selector":"app=web"}}
            """);
    ScaleView scale = ScaleView.of(read);
    assertThat(scale.replicas()).isEqualTo(3);
    assertThat(scale.statusReplicas()).isEqualTo(2);
    assertThat(scale.asking(7).text("metadata", "resourceVersion")).hasValue("8812");
    assertThat(scale.asking(7).number("spec", "replicas")).hasValue(7L);
  }

  private static MetricSpec cpu(Optional<String> container) {
    return new MetricSpec(
        "cpu",
        container.isPresent() ? MetricSpec.Kind.CONTAINER_RESOURCE : MetricSpec.Kind.RESOURCE,
        "cpu",
        container,
        new MetricTarget.Utilization(50));
  }

  private static PodReading only(Reading reading) {
    return ((Reading.OfPods) reading).pods().getFirst();
  }

  private static Json value(String quantity) {
    return object("{\"value\":" + quantity + "}");
  }

  private static SampleRow sample(String cpuByContainer) {
    StringBuilder containers = new StringBuilder();
    for (String each : cpuByContainer.split(",", -1)) {
      String[] parts = each.split(":", 2);
      containers
          .append(containers.isEmpty() ? "" : ",")
          .append("{\"name\":%s,\"usage\":{\"cpu\":%s}}".formatted(parts[0], parts[1]));
    }
    return SampleRow.of(
        object(
            "{\"metadata\":{\"name\":\"web\"},\"timestamp\":\"2026-11-23T08:00:00Z\","
                + "\"window\":\"15.2s\",\"containers\":["
                + containers
                + "]}"));
  }

  private static Json.Obj pod(String status, String containers, Optional<String> ofPod) {
    StringBuilder main = new StringBuilder();
    StringBuilder init = new StringBuilder();
    for (String each : containers.split(" ", -1)) {
      String[] parts = each.split("=", 2);
      String requests = parts[1].equals("-") ? "{}" : "{\"cpu\":\"%s\"}".formatted(parts[1]);
      boolean isInit = parts[0].startsWith("init:");
      StringBuilder list = isInit ? init : main;
      list.append(list.isEmpty() ? "" : ",")
          .append(
              "{\"name\":\"%s\",\"restartPolicy\":\"%s\",\"resources\":{\"requests\":%s}}"
                  .formatted(parts[0], isInit ? parts[0].substring(5) : "", requests));
    }
    String resources =
        ofPod.map(",\"resources\":{\"requests\":{\"cpu\":\"%s\"}}"::formatted).orElse("");
    return object(
        "{\"metadata\":{\"name\":\"web\"},\"spec\":{\"containers\":[%s],\"initContainers\":[%s]%s}%s}"
            .formatted(main, init, resources, status.isEmpty() ? "" : "," + status));
  }

  private static Json.Obj object(String text) {
    return (Json.Obj) JsonText.parse(text);
  }
}
