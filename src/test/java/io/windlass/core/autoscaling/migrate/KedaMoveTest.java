package io.windlass.core.autoscaling.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ScaledObjects: what they become, what is noted, what is refused. */
class KedaMoveTest {
  static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
  private static final String CRON =
      "{'type':'cron','metadata':{'timezone':'Asia/Shanghai','start':'0 8 * * 1-5','end':'0 18 * *"
          + " 1-5','desiredReplicas':'10'}}";
  private static final String CPU =
      "{'type':'cpu','metricType':'Utilization','metadata':{'value':'60'}}";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      quoteCharacter = '`',
      nullValues = "none",
      textBlock =
          """
          rule                       | spec adds            | triggers                | field          | value
          a cron is a window         | 'minReplicaCount':2  | CRON                    | windows        | [{"bounds":{"minReplicas":10},"end":"0 18 * * 1-5","name":"cron","start":"0 8 * * 1-5","timeZone":"Asia/Shanghai"}]
          its target is a Deployment | 'minReplicaCount':2  | CRON                    | scaleTargetRef | {"apiVersion":"apps/v1","kind":"Deployment","name":"w"}
          the floor                  | 'minReplicaCount':2  | CRON                    | minReplicas    | 2
          no floor is 0              | 'maxReplicaCount':20 | CRON                    | minReplicas    | 0
          no ceiling is 100          | 'minReplicaCount':2  | CRON                    | maxReplicas    | 100
          idle outside               | 'idleReplicaCount':1,'minReplicaCount':2 | CRON | minReplicas   | 1
          CPU is a metric            | 'minReplicaCount':2  | CRON,CPU                | metrics        | [{"name":"cpu","resource":{"name":"cpu","target":{"averageUtilization":60,"type":"Utilization"}},"type":"Resource"}]
          one container's memory     | 'minReplicaCount':2  | {'type':'memory','metricType':'AverageValue','metadata':{'value':'1Gi','containerName':'app'}} | metrics | [{"containerResource":{"container":"app","name":"memory","target":{"averageValue":"1Gi","type":"AverageValue"}},"name":"memory","type":"ContainerResource"}]
          the largest of two crons   | 'minReplicaCount':2  | CRON,CRON               | overlap        | "Widest"
          behavior                   | 'minReplicaCount':2,'advanced':{'horizontalPodAutoscalerConfig':{'behavior':{'scaleDown':{'tolerance':'0.05'}}}} | CPU | behavior | {"scaleDown":{"tolerance":"0.05"}}
          no HPA to take over        | 'minReplicaCount':2  | CRON                    | takeover       | none
          """)
  void moved(String rule, String spec, String triggers, String field, String value) {
    Moved moved = move(spec, triggers);
    assertThat(moved.refusals()).as(rule).isEmpty();
    assertThat(moved.object().at("spec", field).map(JsonText::canonical).orElse(null))
        .isEqualTo(value);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      quoteCharacter = '`',
      textBlock =
          """
          rule                       | spec adds            | triggers   | note
          issue 6057                 | 'maxReplicaCount':20 | CRON,CPU   | KEDA would cut a busy workload to 0 when the last cron ends
          more than the ceiling      | 'minReplicaCount':1,'maxReplicaCount':5 | CRON | cron: desiredReplicas 10 is cut at maxReplicaCount, in KEDA too
          the cooldown (issue 1941)  | 'minReplicaCount':1,'cooldownPeriod':60 | CRON | cooldownPeriod is not needed: a window ends to the second
          fallback                   | 'minReplicaCount':1,'fallback':{'replicas':3} | CRON | fallback is left out: KEDA has none for cron
          two of one name            | 'minReplicaCount':1  | CRON,CRON  | cron: two of that name, the second is now cron-2
          """)
  void noted(String rule, String spec, String triggers, String note) {
    Moved moved = move(spec, triggers);
    assertThat(moved.refusals()).as(rule).isEmpty();
    assertThat(moved.notes()).anySatisfy(line -> assertThat(line).contains(note));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      quoteCharacter = '`',
      textBlock =
          """
          rule                          | triggers                                             | refusal
          another trigger               | CRON,{'type':'kafka','name':'orders','metadata':{}}  | trigger orders (kafka): unsupported, only cron, cpu and memory are moved
          no trigger                    |                                                      | it has no triggers
          no zone                       | {'type':'cron','metadata':{'start':'0 8 * * *','end':'0 9 * * *','desiredReplicas':'1'}} | cron: timezone is missing
          a zone of the moon            | {'type':'cron','metadata':{'timezone':'Moon/Sea','start':'0 8 * * *','end':'0 9 * * *','desiredReplicas':'1'}} | TPA007
          zero replicas (issue 1757)    | {'type':'cron','metadata':{'timezone':'UTC','start':'0 8 * * *','end':'0 9 * * *','desiredReplicas':'0'}} | is no number above 0; to go to 0 by schedule, give a window with replicas: 0
          one instant (issue 2031)      | {'type':'cron','metadata':{'timezone':'UTC','start':'0 8 * * *','end':'0 8 * * *','desiredReplicas':'1'}} | TPA013
          six fields                    | {'type':'cron','metadata':{'timezone':'UTC','start':'0 0 8 * * *','end':'0 9 * * *','desiredReplicas':'1'}} | TPA002
          last of a month (issue 3854)  | {'type':'cron','metadata':{'timezone':'UTC','start':'0 8 L * *','end':'0 9 * * *','desiredReplicas':'1'}} | TPA003
          a target that is none         | {'type':'cpu','metadata':{'value':'much'}}           | cpu: "much" as Utilization is no target of a cpu trigger
          """)
  void refused(String rule, String triggers, String refusal) {
    assertThat(move("'minReplicaCount':1", triggers == null ? "" : triggers).refusals())
        .as(rule)
        .anySatisfy(line -> assertThat(line).contains(refusal));
  }

  private static Moved move(String spec, String triggers) {
    String all = triggers.replace("CRON", CRON).replace("CPU", CPU);
    return move(
        "{'metadata':{'name':'a'},'spec':{'scaleTargetRef':{'name':'w'},%s,'triggers':[%s]}}"
            .formatted(spec, all));
  }

  static Moved move(String text) {
    return new KedaMove(json(text), NOW).move();
  }

  static Json.Obj json(String text) {
    return (Json.Obj) JsonText.parse(text.replace('\'', '"'));
  }
}
