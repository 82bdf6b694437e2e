package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.devcluster.Http.Answer;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules in CEL of custom resources. */
@ExtendWith(SharedCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ValidationRulesIT {
  private static final String CRDS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
  private static final String SCHEMA =
      """
      {"type":"object","x-kubernetes-validations":[
        {"rule":"!self.metadata.name.startsWith('bad')","message":"bad name"},
        {"rule":"!has(self.spec.early) || self.spec.late >= self.spec.early","fieldPath":".spec.late","reason":"FieldValueForbidden","messageExpression":"'late is ' + (self.spec.late > 2 ? 'high' : 'low')"}],
       "properties":{"spec":{"type":"object","properties":{
        "early":{"type":"integer"},"late":{"type":"integer"},
        "fixed":{"type":"string","maxLength":40,"x-kubernetes-validations":[{"rule":"self == oldSelf","message":"fixed is immutable"}]},
        "once":{"type":"string","maxLength":40,"x-kubernetes-validations":[{"rule":"oldSelf.hasValue() || self == 'first'","optionalOldSelf":true,"message":"must begin first"}]},
        "even":{"type":"integer","x-kubernetes-validations":[{"rule":"self % 2 == 0"}]},
        "share":{"x-kubernetes-int-or-string":true,"x-kubernetes-validations":[{"rule":"type(self) == string ? self.endsWith('%') : self > 0","message":"a percentage or a positive number"}]},
        "memory":{"type":"string","maxLength":40,"x-kubernetes-validations":[{"rule":"isQuantity(self) && quantity(self).isLessThan(quantity('1Gi'))","message":"less than 1Gi"}]},
        "link":{"type":"string","maxLength":40,"x-kubernetes-validations":[{"rule":"isURL(self) && url(self).getScheme() == 'https' && url(self).getHost() == 'a.b:8443'","message":"https only"}]},
        "network":{"type":"string","maxLength":40,"x-kubernetes-validations":[{"rule":"cidr('10.0.0.0/8').containsIP(ip(self))","message":"inside only"}]},
        "digits":{"type":"string","maxLength":40,"x-kubernetes-validations":[{"rule":"self.find('[0-9]+') == '42' && self.matches('^a')","message":"a42"}]},
        "numbers":{"type":"array","maxItems":5,"items":{"type":"integer"},"x-kubernetes-validations":[{"rule":"self.isSorted() && self.sum() < 10 && self.all(n, n > 0)","message":"sorted, small"}]},
        "labels":{"type":"object","maxProperties":5,"additionalProperties":{"type":"string","maxLength":40},"x-kubernetes-validations":[{"rule":"self.all(k, k.startsWith('a/') && self[k] != '')","message":"a/ only"}]},
        "took":{"type":"string","format":"duration","x-kubernetes-validations":[{"rule":"self < duration('1m')","message":"short"}]},
        "since":{"type":"string","format":"date-time","x-kubernetes-validations":[{"rule":"self > timestamp('2020-01-01T00:00:00Z')","message":"recent"}]},
        "parts":{"type":"array","maxItems":5,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name"],"properties":{"name":{"type":"string"},"size":{"type":"integer","x-kubernetes-validations":[{"rule":"self >= oldSelf","message":"only grows"}]}}}},
        "divided":{"type":"integer","x-kubernetes-validations":[{"rule":"10 / self > 1"}]},
        "a-b":{"type":"object","properties":{"namespace":{"type":"string","maxLength":40}},"x-kubernetes-validations":[{"rule":"!has(self.__namespace__) || self.__namespace__ != 'x'","message":"not x"}]},
        "typed":{"type":"integer","maximum":3}}}}}
      """;

  private final TestCluster cluster;
  private final String group = "g" + UUID.randomUUID().toString().substring(0, 8) + ".test";
  private final String things = "/apis/" + group + "/v1/namespaces/{ns}/things";

  ValidationRulesIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  private Answer send(String request, String body) {
    return Contract.send(cluster, request, body);
  }

  @BeforeAll
  void define() {
    String crd =
        """
        {"metadata":{"name":"things.%1$s"},"spec":{"group":"%1$s","scope":"Namespaced","names":{"plural":"things","kind":"Thing"},"versions":[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":%2$s}}]}}
        """
            .formatted(group, SCHEMA);
    Answer created = cluster.http().post(CRDS, crd);
    assertThat(created.code()).as(created.body().toString()).isEqualTo(201);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> create("ready", "'even':3").code() == 422);
  }

  @AfterAll
  void undefine() {
    send("DELETE " + CRDS + "/things." + group, "");
  }

  private Answer create(String name, String spec) {
    return send(
        "POST " + things,
        "{'apiVersion':'%s/v1','kind':'Thing','metadata':{'name':'%s'},'spec':{%s}}"
            .formatted(group, name, spec));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          name | 'early':1,'late':2 |
          bad  | 'early':1,'late':2 | <nil>: Invalid value: "object": bad name
          late | 'early':3,'late':2 | spec.late: Forbidden: late is low
          none | 'early':3          | <nil>: Invalid value: "object": no such key: late evaluating rule: !has(self.spec.early) || self.spec.late >= self.spec.early
          new  | 'fixed':'x'        |
          one  | 'once':'second'    | spec.once: Invalid value: "string": must begin first
          two  | 'once':'first'     |
          odd  | 'even':3           | spec.even: Invalid value: "integer": failed rule: self % 2 == 0
          int  | 'share':0          | spec.share: Invalid value: "": a percentage or a positive number
          text | 'share':'5%'       |
          big  | 'memory':'2Gi'     | spec.memory: Invalid value: "string": less than 1Gi
          half | 'memory':'512Mi'   |
          url  | 'link':'http://a'  | spec.link: Invalid value: "string": https only
          tls  | 'link':'https://a.b:8443/c?d=e' |
          ip   | 'network':'11.0.0.1' | spec.network: Invalid value: "string": inside only
          in   | 'network':'10.1.2.3' |
          no   | 'network':'nowhere' | spec.network: Invalid value: "string":
          re   | 'digits':'a41'     | spec.digits: Invalid value: "string": a42
          fit  | 'digits':'a42b'    |
          desc | 'numbers':[2,1]    | spec.numbers: Invalid value: "array": sorted, small
          asc  | 'numbers':[1,2,3]  |
          key  | 'labels':{'b/x':'y'} | spec.labels: Invalid value: "object": a/ only
          keys | 'labels':{'a/x':'y'} |
          long | 'took':'61s'       | spec.took: Invalid value: "string": short
          old  | 'since':'2019-01-01T00:00:00Z' | spec.since: Invalid value: "string": recent
          zero | 'divided':0        | spec.divided: Invalid value: "integer": division by zero evaluating rule: 10 / self > 1
          esc  | 'a-b':{'namespace':'x'} | spec.a-b: Invalid value: "object": not x
          type | 'typed':'x','even':3 | spec.typed: Invalid value: "string": spec.typed in body must be of type integer: "string" ;; <nil>: Invalid value: "null": some validation rules were not checked because the object was invalid; correct the existing errors to complete validation
          max  | 'typed':5,'even':3 | spec.typed: Invalid value: 5: spec.typed in body should be less than or equal to 3 ;; spec.even: Invalid value: "integer": failed rule: self % 2 == 0
          """)
  void aRuleIsObeyed(String name, String spec, String faults) {
    Answer answer = create(name, spec);
    String message = answer.text("message");
    if (faults == null) {
      assertThat(answer.code()).as(answer.body().toString()).isEqualTo(201);
    } else {
      assertThat(answer.code()).as(answer.body().toString()).isEqualTo(422);
      assertThat(answer.text("reason")).isEqualTo("Invalid");
      assertThat(message).contains(faults.split(" ;; "));
      assertThat(answer.body().at("/details/causes")).hasSize(faults.split(" ;; ").length);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          keep   | 'fixed':'x'                      | 'fixed':'x','early':1,'late':1    |
          change | 'fixed':'x'                      | 'fixed':'y'                       | spec.fixed: Invalid value: "string": fixed is immutable
          grow   | 'parts':[{'name':'a','size':1}]  | 'parts':[{'name':'b','size':0},{'name':'a','size':2}] |
          shrink | 'parts':[{'name':'a','size':2}]  | 'parts':[{'name':'b','size':0},{'name':'a','size':1}] | spec.parts[1].size: Invalid value: "integer": only grows
          """)
  void aRuleComparesWithTheObjectAsItWas(String name, String before, String after, String fault) {
    assertThat(create(name, before).code()).isEqualTo(201);
    Answer answer = send("MERGE " + things + "/" + name, "{'spec':{%s}}".formatted(after));
    assertThat(answer.code()).as(answer.body().toString()).isEqualTo(fault == null ? 200 : 422);
    assertThat(answer.text("message")).contains(fault == null ? "" : fault);
  }

  @Test
  void aFaultThatWasThereBeforeIsOnlyWarnedOf() {
    assertThat(create("ratchet", "'late':5,'numbers':[1,2]").code()).isEqualTo(201);
    String path = "/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/late";
    String stricter =
        "[{'op':'add','path':'%s/x-kubernetes-validations','value':[{'rule':'self < 3','message':'too late'}]}]"
            .formatted(path);
    assertThat(send("JSON " + CRDS + "/things." + group, stricter).code()).isEqualTo(200);
    Awaitility.await().until(() -> create("tight", "'late':5").code() == 422);
    Answer other = send("MERGE " + things + "/ratchet", "{'spec':{'numbers':[1]}}");
    assertThat(other.code()).isEqualTo(200);
    assertThat(other.response().headers().allValues("Warning"))
        .containsExactly("299 - \"spec.late: Invalid value: \\\"integer\\\": too late\"");
    assertThat(send("MERGE " + things + "/ratchet", "{'spec':{'late':6}}").code()).isEqualTo(422);
  }
}
