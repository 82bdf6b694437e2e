package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.devcluster.Http.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code pods/ephemeralcontainers} takes and what it refuses. */
@ExtendWith(SharedCluster.class)
final class EphemeralContainersIT {
  private static final String POD = "/api/v1/namespaces/{ns}/pods/debugged";

  private final TestCluster cluster;

  EphemeralContainersIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  private Answer send(String request, String body) {
    return Contract.send(cluster, request, body);
  }

  @BeforeEach
  void aPodWithOne() {
    String spec = "{'schedulerName':'none','containers':[{'name':'a','image':'i'}]}";
    send("DELETE " + POD, "");
    send(
        "POST /api/v1/namespaces/{ns}/pods",
        "{'metadata':{'name':'debugged'},'spec':%s}".formatted(spec));
    Answer added =
        send(
            "STRATEGIC " + POD + "/ephemeralcontainers",
            "{'spec':{'ephemeralContainers':[{'name':'dbg','image':'busybox'}]}}");
    assertThat(added.code()).as(added.body().toString()).isEqualTo(200);
    assertThat(Contract.at(added, "/spec/ephemeralContainers/0/imagePullPolicy"))
        .isEqualTo("Always");
  }

  @Test
  void nothingElseIsChangedAndItHasALog() {
    String body =
        "{'metadata':{'labels':{'q':'1'}},'spec':{'containers':[{'name':'zz','image':'i'}]}}";
    Answer kept = send("MERGE " + POD + "/ephemeralcontainers", body);
    assertThat(kept.code()).isEqualTo(200);
    assertThat(kept.body().at("/metadata").has("labels")).isFalse();
    assertThat(Contract.at(kept, "/spec/containers/0/name")).isEqualTo("a");
    assertThat(send("GET " + POD + "/ephemeralcontainers", "").text("kind")).isEqualTo("Pod");
    assertThat(send("GET " + POD + "/log?container=dbg", "").code()).isEqualTo(204);
    assertThat(send("GET " + POD + "/log", "").code()).isEqualTo(204);
  }

  @ParameterizedTest(name = "{0} {1} is refused at {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          STRATEGIC | [{'name':'dbg','image':'other'}] | spec.ephemeralContainers | FieldValueForbidden
          MERGE     | []                               | spec.ephemeralContainers | FieldValueForbidden
          STRATEGIC | [{'name':'a','image':'other'}]   | spec.ephemeralContainers[0].name | FieldValueDuplicate
          STRATEGIC | [{'name':'u'}]                   | spec.ephemeralContainers[0].image | FieldValueRequired
          STRATEGIC | [{'name':'t','image':'o','targetContainerName':'zz'}] | spec.ephemeralContainers[0].targetContainerName | FieldValueNotFound
          STRATEGIC | [{'name':'t','image':'o','ports':[{'containerPort':1}]}] | spec.ephemeralContainers[0].ports | FieldValueForbidden
          STRATEGIC | [{'name':'t','image':'o','livenessProbe':{'exec':{'command':['a']}}}] | spec.ephemeralContainers[0].livenessProbe | FieldValueForbidden
          """)
  void refusals(String method, String list, String field, String reason) {
    Answer refused =
        send(
            method + " " + POD + "/ephemeralcontainers",
            "{'spec':{'ephemeralContainers':%s}}".formatted(list));
    assertThat(refused.code()).as(refused.body().toString()).isEqualTo(422);
    assertThat(Contract.at(refused, "/details/causes/0/field")).isEqualTo(field);
    assertThat(Contract.at(refused, "/details/causes/0/reason")).isEqualTo(reason);
  }
}
