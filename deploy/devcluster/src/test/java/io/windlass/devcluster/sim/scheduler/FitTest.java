package io.windlass.devcluster.sim.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.sim.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which pods a node takes, and the words of its refusal. */
final class FitTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = false,
      textBlock =
          """
          a pod that asks for nothing fits            | {} |
          a matching selector fits                    | {nodeSelector: {zone: 'a'}} |
          another label value does not                | {nodeSelector: {zone: 'b'}} | node(s) didn't match Pod's node affinity/selector
          a request up to what is free fits           | {containers: [{resources: {requests: {cpu: '1500m'}}}]} |
          a request beyond it does not                | {containers: [{resources: {requests: {cpu: '1501m'}}}]} | Insufficient cpu
          every shortage is named                     | {containers: [{resources: {requests: {cpu: '3', memory: '2Gi'}}}]} | Insufficient cpu, Insufficient memory
          a limit counts where there is no request    | {containers: [{resources: {limits: {cpu: '3'}}}]} | Insufficient cpu
          a resource that no node has                 | {containers: [{resources: {requests: {'x.io/gpu': '1'}}}]} | Insufficient x.io/gpu
          init containers count by the largest        | {initContainers: [{resources: {requests: {cpu: '1'}}}, {resources: {requests: {cpu: '1'}}}], containers: [{resources: {requests: {cpu: '1'}}}]} |
          sidecars count beside the others            | {initContainers: [{restartPolicy: 'Always', resources: {requests: {cpu: '1'}}}], containers: [{resources: {requests: {cpu: '1'}}}]} | Insufficient cpu
          """)
  void fits(String rule, String spec, String reasons) {
    Resources used = new Resources(Map.of("cpu", 500L, "pods", 1L));
    assertThat(refusal(spec, node("[]", "false"), used)).isEqualTo(reasons == null ? "" : reasons);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          In matches one of its values       | [{matchExpressions: [{key: 'zone', operator: 'In', values: ['a','b']}]}] | true
          NotIn refuses its values           | [{matchExpressions: [{key: 'zone', operator: 'NotIn', values: ['a']}]}]  | false
          NotIn takes a missing label        | [{matchExpressions: [{key: 'x', operator: 'NotIn', values: ['a']}]}]     | true
          Exists                             | [{matchExpressions: [{key: 'zone', operator: 'Exists'}]}]                | true
          DoesNotExist                       | [{matchExpressions: [{key: 'zone', operator: 'DoesNotExist'}]}]          | false
          Gt compares numbers                | [{matchExpressions: [{key: 'size', operator: 'Gt', values: ['3']}]}]     | true
          Gt is strict                       | [{matchExpressions: [{key: 'size', operator: 'Gt', values: ['4']}]}]     | false
          Lt compares numbers                | [{matchExpressions: [{key: 'size', operator: 'Lt', values: ['10']}]}]    | true
          a field names the node             | [{matchFields: [{key: 'metadata.name', operator: 'In', values: ['n1']}]}] | true
          another node's name                | [{matchFields: [{key: 'metadata.name', operator: 'In', values: ['n2']}]}] | false
          all of a term must hold            | [{matchExpressions: [{key: 'zone', operator: 'Exists'}, {key: 'x', operator: 'Exists'}]}] | false
          one of the terms is enough         | [{matchExpressions: [{key: 'x', operator: 'Exists'}]}, {matchExpressions: [{key: 'zone', operator: 'Exists'}]}] | true
          an empty term matches nothing      | [{}]                                                                     | false
          """)
  void requiredAffinity(String rule, String terms, boolean fits) {
    String refusal = refusal(affinity(terms), node("[]", "false"), Resources.NONE);
    assertThat(refusal).isEqualTo(fits ? "" : "node(s) didn't match Pod's node affinity/selector");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          an untolerated taint       | []                                              | [{key: 'k', value: 'v', effect: 'NoSchedule'}]       | false | node(s) had untolerated taint {k: v}
          tolerated by value         | [{key: 'k', value: 'v', effect: 'NoSchedule'}]  | [{key: 'k', value: 'v', effect: 'NoSchedule'}]       | false |
          another value              | [{key: 'k', value: 'w'}]                        | [{key: 'k', value: 'v', effect: 'NoSchedule'}]       | false | node(s) had untolerated taint {k: v}
          tolerated by existence     | [{key: 'k', operator: 'Exists'}]                | [{key: 'k', value: 'v', effect: 'NoExecute'}]        | false |
          tolerates everything       | [{operator: 'Exists'}]                          | [{key: 'k', value: 'v', effect: 'NoSchedule'}]       | true  |
          a wish is no refusal       | []                                              | [{key: 'k', value: 'v', effect: 'PreferNoSchedule'}] | false |
          a cordoned node            | []                                              | []                                                   | true  | node(s) were unschedulable
          """)
  void taints(String rule, String tolerations, String taints, String cordoned, String reason) {
    String spec = "{tolerations: %s}".formatted(tolerations);
    assertThat(refusal(spec, node(taints, cordoned), Resources.NONE))
        .isEqualTo(reason == null ? "" : reason);
  }

  @Test
  void theMessageCountsNodesByReason() {
    Fit.Refusal cpu = new Fit.Refusal(List.of("Insufficient cpu", "Too many pods"), true);
    Fit.Refusal selector = new Fit.Refusal(List.of("node(s) were unschedulable"), false);
    assertThat(Fit.message(List.of(cpu, selector, cpu)))
        .isEqualTo(
            "0/3 nodes are available: 1 node(s) were unschedulable, 2 Insufficient cpu, 2 Too many"
                + " pods. preemption: 0/3 nodes are available: 1 Preemption is not helpful for"
                + " scheduling, 2 No preemption victims found for incoming pod.");
    assertThat(Fit.message(List.of())).isEqualTo("no nodes available to schedule pods");
  }

  private static String affinity(String terms) {
    return """
        {affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution:
            {nodeSelectorTerms: %s}}}}
        """
        .formatted(terms);
  }

  private static NodeFacts node(String taints, String unschedulable) {
    return NodeFacts.of(
        Json.object(
            """
            {metadata: {name: 'n1', labels: {zone: 'a', size: '4'}},
             spec: {taints: %s, unschedulable: %s},
             status: {allocatable: {cpu: '2', memory: '1Gi', pods: '3'}}}
            """
                .formatted(taints, unschedulable)));
  }

  private static String refusal(String spec, NodeFacts node, Resources used) {
    ObjectNode pod = Json.object("{}");
    pod.set("spec", Json.object(spec));
    Optional<Fit.Refusal> refusal = Fit.refusal(PodNeeds.of(pod), node, used);
    return refusal.map(r -> String.join(", ", r.reasons())).orElse("");
  }
}
