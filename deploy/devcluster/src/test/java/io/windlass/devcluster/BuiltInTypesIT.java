package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.Http.Answer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Built-in types that are kept and defaulted: what a new object is, and what a change counts. */
@ExtendWith(SharedCluster.class)
final class BuiltInTypesIT {
  private static final String TEMPLATE =
      "{'metadata':{'labels':{'app':'a'}},'spec':{'containers':[{'name':'c','image':'nginx:1'}]}}";
  private static final Map<String, String> SHORT =
      Map.of(
          "SEL",
          "'selector':{'matchLabels':{'app':'a'}}",
          "TPL",
          "'template':" + TEMPLATE,
          "ONCE",
          "'template':" + TEMPLATE.replace("'spec':{", "'spec':{'restartPolicy':'Never',"),
          "REF",
          "'scaleTargetRef':{'apiVersion':'apps/v1','kind':'Deployment','name':'x'}");

  private final TestCluster cluster;

  BuiltInTypesIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  private Answer create(String type, String name, String body) {
    String whole = body.replaceFirst("\\{", "{'metadata':{'name':'" + name + "'},");
    for (Map.Entry<String, String> e : SHORT.entrySet()) {
      whole = whole.replace(e.getKey(), e.getValue());
    }
    Answer answer = Contract.send(cluster, "POST " + address(type), whole);
    assertThat(answer.code()).as(answer.body().toString()).isEqualTo(201);
    return answer;
  }

  private static String address(String type) {
    int slash = type.lastIndexOf('/');
    String groupVersion = type.substring(0, slash);
    String root = groupVersion.contains("/") ? "/apis/" : "/api/";
    return root + groupVersion + "/namespaces/{ns}/" + type.substring(slash + 1);
  }

  @ParameterizedTest(name = "{0} {1} has {2} = {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          apps/v1/deployments      | {'spec':{'replicas':0,SEL,TPL}} | /spec/strategy  | {'type':'RollingUpdate','rollingUpdate':{'maxUnavailable':'25%','maxSurge':'25%'}}
          apps/v1/deployments      | {'spec':{'replicas':0,SEL,TPL}} | /spec/progressDeadlineSeconds          | 600
          apps/v1/deployments      | {'spec':{'replicas':0,SEL,TPL}} | /spec/template/spec/dnsPolicy          | ClusterFirst
          apps/v1/deployments      | {'spec':{'replicas':0,SEL,TPL}} | /spec/template/spec/enableServiceLinks | ''
          apps/v1/deployments      | {'spec':{'replicas':0,SEL,TPL}} | /status                                | {}
          apps/v1/replicasets      | {'spec':{'replicas':0,SEL,TPL}} | /status                                | {'replicas':0}
          apps/v1/statefulsets     | {'spec':{'replicas':0,'serviceName':'s',SEL,TPL}} | /spec/podManagementPolicy | OrderedReady
          apps/v1/statefulsets     | {'spec':{'replicas':0,'serviceName':'s',SEL,TPL}} | /spec/updateStrategy/rollingUpdate/partition | 0
          apps/v1/daemonsets       | {'spec':{SEL,TPL}}              | /spec/updateStrategy/rollingUpdate/maxUnavailable | 1
          apps/v1/daemonsets       | {'spec':{SEL,TPL}}              | /metadata/annotations/deprecated.daemonset.template.generation | 1
          batch/v1/jobs            | {'spec':{ONCE,'suspend':true}}  | /spec/backoffLimit                     | 6
          batch/v1/cronjobs        | {'spec':{'suspend':true,'schedule':'0 0 * * *','jobTemplate':{'spec':{ONCE}}}} | /spec/concurrencyPolicy | Allow
          autoscaling/v2/horizontalpodautoscalers | {'spec':{REF,'maxReplicas':3}} | /spec/metrics/0/resource/target/averageUtilization | 80
          autoscaling/v1/horizontalpodautoscalers | {'spec':{REF,'maxReplicas':3}} | /spec/targetCPUUtilizationPercentage | 80
          policy/v1/poddisruptionbudgets | {'spec':{'minAvailable':1,SEL}} | /metadata/generation | 1
          networking.k8s.io/v1/networkpolicies | {'spec':{'podSelector':{}}} | /spec/policyTypes | ['Ingress']
          rbac.authorization.k8s.io/v1/rolebindings | {'roleRef':{'kind':'Role','name':'r'},'subjects':[{'kind':'User','name':'u'}]} | /subjects/0/apiGroup | rbac.authorization.k8s.io
          rbac.authorization.k8s.io/v1/roles   | {'rules':null}                    | /rules             | ''
          discovery.k8s.io/v1/endpointslices   | {'addressType':'IPv4','endpoints':[],'ports':[{'port':80}]} | /ports/0/protocol | TCP
          v1/limitranges           | {'spec':{'limits':[{'type':'Container','max':{'cpu':'2'}}]}} | /spec/limits/0/defaultRequest/cpu | 2
          v1/resourcequotas        | {'spec':{'hard':{'pods':'5'}}} | /status         | {}
          v1/replicationcontrollers | {'spec':{'replicas':0,TPL}}   | /spec/selector  | {'app':'a'}
          v1/podtemplates          | {TPL}                          | /template/spec/restartPolicy | Always
          """)
  void newObjectsAreDefaulted(String type, String body, String pointer, String value) {
    String name = "n" + Integer.toHexString((type + pointer).hashCode());
    Answer created = create(type, name, body);
    assertThat(created.body().at(pointer.substring(0, pointer.lastIndexOf('/'))).isMissingNode())
        .isFalse();
    JsonNode found = created.body().at(pointer);
    assertThat(found.isNull() ? "" : Contract.at(created, pointer)).isEqualTo(value);
    cluster.http().delete(address(type).replace("{ns}", cluster.namespace()) + "/" + name, "{}");
  }

  @ParameterizedTest(name = "{0}: {2} makes generation {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          apps/v1/replicasets  | {'spec':{'replicas':0,SEL,TPL}} | {'spec':{'minReadySeconds':5}}         | 2
          apps/v1/replicasets  | {'spec':{'replicas':0,SEL,TPL}} | {'metadata':{'annotations':{'a':'b'}}}  | 1
          apps/v1/deployments  | {'spec':{'paused':true,'replicas':0,SEL,TPL}} | {'metadata':{'labels':{'a':'b'}}} | 1
          policy/v1/poddisruptionbudgets | {'spec':{'minAvailable':1,SEL}} | {'metadata':{'labels':{'a':'b'},'generation':9}} | 1
          networking.k8s.io/v1/networkpolicies | {'spec':{'podSelector':{}}} | {'spec':{'policyTypes':['Egress']}} | 2
          discovery.k8s.io/v1/endpointslices | {'addressType':'IPv4','endpoints':[]} | {'metadata':{'labels':{'a':'b'}}} | 2
          v1/podtemplates      | {TPL}                           | {'template':{'metadata':{'labels':{'b':'c'}}}} | 2
          v1/resourcequotas    | {'spec':{'hard':{'pods':'5'}}}  | {'spec':{'hard':{'pods':'6'}}}         | ''
          """)
  void generationsCountWhatTheTypeSays(String type, String body, String patch, String generation) {
    String name = "g" + Integer.toHexString((type + patch).hashCode());
    create(type, name, body);
    Answer patched = Contract.send(cluster, "MERGE " + address(type) + "/" + name, patch);
    assertThat(Contract.at(patched, "/metadata/generation")).isEqualTo(generation);
    cluster.http().delete(address(type).replace("{ns}", cluster.namespace()) + "/" + name, "{}");
  }

  @Test
  void anAutoscalerHasTwoFormsAndLosesNothing() {
    create(
        "autoscaling/v2/horizontalpodautoscalers",
        "forms",
        "{'spec':{REF,'maxReplicas':3,'metrics':["
            + "{'type':'Resource','resource':{'name':'cpu','target':{'type':'Utilization','averageUtilization':50}}},"
            + "{'type':'Pods','pods':{'metric':{'name':'pps'},'target':{'type':'AverageValue','averageValue':'1k'}}}]}}");
    String old = address("autoscaling/v1/horizontalpodautoscalers") + "/forms";
    Answer read = Contract.send(cluster, "GET " + old, "");
    assertThat(Contract.at(read, "/spec/targetCPUUtilizationPercentage")).isEqualTo("50");
    assertThat(read.text("metadata", "annotations", "autoscaling.alpha.kubernetes.io/metrics"))
        .isEqualTo(
            "[{\"type\":\"Pods\",\"pods\":{\"metricName\":\"pps\",\"targetAverageValue\":\"1k\"}}]");
    Contract.send(cluster, "MERGE " + old, "{'spec':{'targetCPUUtilizationPercentage':60}}");
    Answer now = Contract.send(cluster, "GET " + old.replace("/v1/", "/v2/"), "");
    assertThat(Contract.at(now, "/spec/metrics/0/pods/metric/name")).isEqualTo("pps");
    assertThat(Contract.at(now, "/spec/metrics/1/resource/target/averageUtilization"))
        .isEqualTo("60");
    assertThat(Contract.at(now, "/metadata/annotations")).isEmpty();
  }

  @Test
  void scaleNamesThePodsInOneText() {
    create(
        "apps/v1/replicasets",
        "scaled",
        "{'spec':{'replicas':0,'selector':{'matchLabels':{'app':'a'},'matchExpressions':"
            + "[{'key':'aa','operator':'DoesNotExist'},{'key':'z','operator':'NotIn','values':['2','1']}]},TPL}}");
    String scale = address("apps/v1/replicasets") + "/scaled/scale";
    Answer read = Contract.send(cluster, "GET " + scale, "");
    assertThat(Contract.at(read, "/status/selector")).isEqualTo("!aa,app=a,z notin (1,2)");
    assertThat(read.body().at("/spec/replicas").isMissingNode()).isTrue();
    Answer refused = Contract.send(cluster, "MERGE " + scale, "{'spec':{'replicas':-1}}");
    assertThat(refused.code()).isEqualTo(422);
  }
}
