package io.windlass.core.autoscaling.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HorizontalPodAutoscalers alone, and with a CronHPA that edits them or fights with them. */
class HpaMoveTest {
  private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
  private static final String CPU =
      "[{'type':'Resource','resource':{'name':'cpu','target':{'type':'Utilization','averageUtilization':60}}}]";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      quoteCharacter = '`',
      textBlock =
          """
          rule                      | version        | spec adds                                            | field       | value
          its target                | autoscaling/v2 | 'maxReplicas':9                                      | scaleTargetRef | {"apiVersion":"apps/v1","kind":"Deployment","name":"w"}
          a floor of 1              | autoscaling/v2 | 'maxReplicas':9                                      | minReplicas | 1
          its own floor             | autoscaling/v2 | 'minReplicas':3,'maxReplicas':9                      | minReplicas | 3
          its ceiling               | autoscaling/v2 | 'maxReplicas':9                                      | maxReplicas | 9
          CPU at 80 %               | autoscaling/v2 | 'maxReplicas':9                                      | metrics     | [{"name":"cpu","resource":{"name":"cpu","target":{"averageUtilization":80,"type":"Utilization"}},"type":"Resource"}]
          the first version's CPU   | autoscaling/v1 | 'maxReplicas':9,'targetCPUUtilizationPercentage':55  | metrics     | [{"name":"cpu","resource":{"name":"cpu","target":{"averageUtilization":55,"type":"Utilization"}},"type":"Resource"}]
          one container             | autoscaling/v2 | 'maxReplicas':9,'metrics':[{'type':'ContainerResource','containerResource':{'name':'cpu','container':'app','target':{'type':'AverageValue','averageValue':'500m'}}}] | metrics | [{"containerResource":{"container":"app","name":"cpu","target":{"averageValue":"500m","type":"AverageValue"}},"name":"cpu-app","type":"ContainerResource"}]
          another object            | autoscaling/v2 | 'maxReplicas':9,'metrics':[{'type':'Object','object':{'describedObject':{'apiVersion':'v1','kind':'Service','name':'s'},'metric':{'name':'hits'},'target':{'type':'Value','value':'10'}}}] | metrics | [{"name":"hits","object":{"describedObject":{"apiVersion":"v1","kind":"Service","name":"s"},"metric":{"name":"hits"},"target":{"type":"Value","value":"10"}},"type":"Object"}]
          behavior                  | autoscaling/v2 | 'maxReplicas':9,'behavior':{'scaleDown':{'tolerance':'0.05'}} | behavior | {"scaleDown":{"tolerance":"0.05"}}
          the takeover              | autoscaling/v2 | 'maxReplicas':9                                      | takeover    | {"hpa":"w-hpa"}
          nothing acts yet          | autoscaling/v2 | 'maxReplicas':9                                      | mode        | "DryRun"
          """)
  void fieldByField(String rule, String version, String spec, String field, String value) {
    Moved moved = new HpaMove(hpa(version, spec), NOW).move();
    assertThat(moved.refusals()).as(rule).isEmpty();
    assertThat(moved.object().at("spec", field).map(JsonText::canonical)).contains(value);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      quoteCharacter = '`',
      textBlock =
          """
          rule                   | version             | spec adds                        | refusal
          another shape          | autoscaling/v2beta1 | 'maxReplicas':9                  | an HPA of autoscaling/v2beta1: read it as autoscaling/v2
          an unknown metric      | autoscaling/v2      | 'maxReplicas':9,'metrics':[{'type':'Moon'}] | a metric of type "Moon"
          no ceiling             | autoscaling/v2      | 'minReplicas':1                  | TPA018
          zero that nothing wakes | autoscaling/v2     | 'minReplicas':0,'maxReplicas':9  | TPA047
          """)
  void refused(String rule, String version, String spec, String refusal) {
    assertThat(new HpaMove(hpa(version, spec), NOW).move().refusals())
        .as(rule)
        .anySatisfy(line -> assertThat(line).contains(refusal));
  }

  @ParameterizedTest(name = "a job of {0} on an HPA of {1}..{2}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      quoteCharacter = '`',
      textBlock =
          """
          size | min | max | bounds                              | told
          5    | 1   | 10  | {"minReplicas":5}                   | metrics, behavior and 1..10 are those of HPA w-hpa
          3    | 5   | 10  | {"minReplicas":3}                   | metrics, behavior and 5..10 are those of HPA w-hpa
          11   | 5   | 10  | {"maxReplicas":11,"minReplicas":11} | metrics, behavior and 5..10 are those of HPA w-hpa
          6    | 6   | 10  | {"minReplicas":6}                   | a job of CronHPA may have written 6..10 into the HPA
          11   | 3   | 11  | {"minReplicas":11}                  | a job of CronHPA may have written 3..11 into the HPA
          """)
  void aJobOnAnHpaIsAFloor(long size, long min, long max, String bounds, String told) {
    Json.Obj hpa =
        hpa(
            "autoscaling/v2",
            "'minReplicas':%d,'maxReplicas':%d,'metrics':%s".formatted(min, max, CPU));
    Moved moved = onHpa("HorizontalPodAutoscaler", size, hpa);
    assertThat(moved.refusals()).isEmpty();
    Json window = moved.object().items("spec", "windows").getFirst();
    assertThat(window.at("bounds").map(JsonText::canonical)).contains(bounds);
    assertThat(window.at("replicas")).isEmpty();
    assertThat(moved.object().text("spec", "scaleTargetRef", "kind")).contains("Deployment");
    assertThat(moved.object().text("spec", "takeover", "hpa")).contains("w-hpa");
    assertThat(moved.notes()).anySatisfy(note -> assertThat(note).startsWith(told));
  }

  @Test
  void aCronHpaBesideAnHpaIsJoinedWithIt() {
    Moved moved = onHpa("Deployment", 5, hpa("autoscaling/v2", "'maxReplicas':9"));
    assertThat(moved.refusals()).isEmpty();
    assertThat(moved.object().items("spec", "metrics")).hasSize(1);
    assertThat(moved.object().items("spec", "windows").getFirst().number("bounds", "minReplicas"))
        .hasValue(5L);
  }

  @Test
  void theStepsNameWhatIsTyped() {
    Moved moved = onHpa("HorizontalPodAutoscaler", 5, hpa("autoscaling/v2", "'maxReplicas':9"));
    assertThat(Handover.steps("cronhpa", moved.object()))
        .hasSize(6)
        .contains(
            "keep a copy of the old one and delete it: kubectl -n shop get cronhpa a -o yaml >"
                + " old.yaml; kubectl -n shop delete cronhpa a");
    assertThat(Handover.steps("hpa", moved.object())).hasSize(5);
  }

  private static Moved onHpa(String kind, long size, Json.Obj hpa) {
    String text =
        "{'metadata':{'name':'a','namespace':'shop'},'spec':{'scaleTargetRef':{'apiVersion':'apps/v1','kind':'%s','name':'w'},'jobs':[{'name':'up','schedule':'0 0 8 * * *','targetSize':%d}]}}"
            .formatted(kind, size);
    return new CronHpaMove(json(text), ZoneId.of("Asia/Shanghai"), NOW, Optional.of(hpa)).move();
  }

  private static Json.Obj hpa(String version, String spec) {
    return json(
        "{'apiVersion':'%s','metadata':{'name':'w-hpa'},'spec':{'scaleTargetRef':{'apiVersion':'apps/v1','kind':'Deployment','name':'w'},%s}}"
            .formatted(version, spec));
  }

  private static Json.Obj json(String text) {
    return (Json.Obj) JsonText.parse(text.replace('\'', '"'));
  }
}
