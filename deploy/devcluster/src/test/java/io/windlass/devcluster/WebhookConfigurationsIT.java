package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.Http.Answer;
import io.windlass.devcluster.document.Documents;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a configuration of webhooks must be, and how it is filled in. */
@ExtendWith(SharedCluster.class)
final class WebhookConfigurationsIT {
  private static final String PATH =
      "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations";
  private static final String HOOK =
      "{'name':'a.b.c','admissionReviewVersions':['v1'],'sideEffects':'None','clientConfig':{'url':'https://a/b'},'rules':[{'operations':['CREATE'],'apiGroups':['none.test'],'apiVersions':['v1'],'resources':['nones']}]}";

  private final TestCluster cluster;
  private final String name = "hooks-" + UUID.randomUUID().toString().substring(0, 8);

  WebhookConfigurationsIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  private Answer create(String change) {
    ObjectNode hook = json(HOOK);
    hook.setAll(json("{" + change + "}"));
    ObjectNode configuration = json("{'metadata':{'name':'%s'}}".formatted(name));
    configuration.putArray("webhooks").add(hook);
    return cluster.http().post(PATH + "?dryRun=All", configuration.toString());
  }

  private static ObjectNode json(String text) {
    return Documents.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whatIsLeftOpenIsFilledIn() {
    Answer created = create("'clientConfig':{'service':{'namespace':'a','name':'b'}}");
    assertThat(created.code()).as(created.body().toString()).isEqualTo(201);
    ObjectNode hook = (ObjectNode) created.body().path("webhooks").path(0);
    hook.remove("rules");
    assertThat(hook)
        .isEqualTo(
            json(
                "{'name':'a.b.c','clientConfig':{'service':{'namespace':'a','name':'b','port':443}},'failurePolicy':'Fail','matchPolicy':'Equivalent','namespaceSelector':{},'objectSelector':{},'sideEffects':'None','timeoutSeconds':10,'admissionReviewVersions':['v1'],'reinvocationPolicy':'Never'}"));
    assertThat(created.body().at("/metadata/generation").asInt()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'name':'a.b'             | webhooks[0].name: Invalid value: "a.b": should be a domain with at least three segments separated by dots
          'name':''                | webhooks[0].name: Required value
          'sideEffects':null       | webhooks[0].sideEffects: Required value: must specify one of None, NoneOnDryRun
          'sideEffects':'Some'     | webhooks[0].sideEffects: Unsupported value: "Some": supported values: "None", "NoneOnDryRun"
          'failurePolicy':'x'      | webhooks[0].failurePolicy: Unsupported value: "x": supported values: "Fail", "Ignore"
          'matchPolicy':'x'        | webhooks[0].matchPolicy: Unsupported value: "x": supported values: "Equivalent", "Exact"
          'reinvocationPolicy':'x' | webhooks[0].reinvocationPolicy: Unsupported value: "x": supported values: "IfNeeded", "Never"
          'timeoutSeconds':31      | webhooks[0].timeoutSeconds: Invalid value: 31: the timeout value must be between 1 and 30 seconds
          'admissionReviewVersions':[] | webhooks[0].admissionReviewVersions: Required value: must specify one of v1, v1beta1
          'admissionReviewVersions':['v2'] | webhooks[0].admissionReviewVersions: Invalid value: []string{"v2"}: must include at least one of v1, v1beta1
          'admissionReviewVersions':['v1','v1'] | webhooks[0].admissionReviewVersions[1]: Invalid value: "v1": duplicate version
          'clientConfig':{}        | webhooks[0].clientConfig: Required value: exactly one of url or service is required
          'clientConfig':{'url':'http://a'} | webhooks[0].clientConfig.url: Invalid value: "http": 'https' is the only allowed URL scheme; desired format: https://host[/path]
          'clientConfig':{'url':'https://a?b#c'} | webhooks[0].clientConfig.url: Invalid value: "c": fragments are not permitted in the URL ;; webhooks[0].clientConfig.url: Invalid value: "b": query parameters are not permitted in the URL
          'clientConfig':{'service':{'name':'a','namespace':'b','port':0,'path':'x//Y'}} | webhooks[0].clientConfig.service.port: Invalid value: 0: port is not valid: must be between 1 and 65535, inclusive ;; webhooks[0].clientConfig.service.path: Invalid value: "x//Y": must start with a '/' ;; webhooks[0].clientConfig.service.path: Invalid value: "x//Y": segment[0] may not be empty
          'rules':[{}]             | webhooks[0].rules[0].operations: Required value ;; webhooks[0].rules[0].apiGroups: Required value ;; webhooks[0].rules[0].apiVersions: Required value ;; webhooks[0].rules[0].resources: Required value
          'rules':[{'operations':['*','CREATE'],'apiGroups':['*','a'],'apiVersions':['*','a'],'resources':['*','a']}] | webhooks[0].rules[0].operations: Invalid value: []admissionregistration.OperationType{"*", "CREATE"}: if '*' is present, must not specify other operations ;; webhooks[0].rules[0].apiGroups: Invalid value: []string{"*", "a"}: if '*' is present, must not specify other API groups ;; webhooks[0].rules[0].apiVersions: Invalid value: []string{"*", "a"}: if '*' is present, must not specify other API versions ;; webhooks[0].rules[0].resources: Invalid value: []string{"*", "a"}: if '*' is present, must not specify other resources without subresources
          'rules':[{'operations':['READ'],'apiGroups':['a'],'apiVersions':['a'],'resources':['a/*','a/b'],'scope':'x'}] | webhooks[0].rules[0].operations[0]: Unsupported value: "READ": supported values: "*", "CONNECT", "CREATE", "DELETE", "UPDATE" ;; webhooks[0].rules[0].resources[1]: Invalid value: "a/b": if 'a/*' is present, must not specify a/b ;; webhooks[0].rules[0].scope: Unsupported value: "x": supported values: "*", "Cluster", "Namespaced"
          'namespaceSelector':{'matchExpressions':[{'key':'a','operator':'x'}]} | webhooks[0].namespaceSelector.matchExpressions[0].operator: Invalid value: "x": not a valid selector operator
          'matchConditions':[{'name':'a','expression':''}] | webhooks[0].matchConditions[0].expression: Required value
          'matchConditions':[{'name':'a','expression':'1'}] | webhooks[0].matchConditions[0].expression: Invalid value: "1": must evaluate to bool
          'matchConditions':[{'name':'a','expression':'foo == 1'}] | webhooks[0].matchConditions[0].expression: Invalid value: "foo == 1": compilation failed: ERROR: <input>:1:1: undeclared reference to 'foo' (in container '')
          'matchConditions':[{'name':'a','expression':'true'},{'name':'a','expression':'true'}] | webhooks[0].matchConditions[1].name: Duplicate value: "a"
          """)
  void aWebhookIsChecked(String change, String faults) {
    Answer refused = create(change);
    assertThat(refused.code()).as(refused.body().toString()).isEqualTo(422);
    assertThat(refused.text("message")).contains(faults.split(" ;; "));
  }
}
