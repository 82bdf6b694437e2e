package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.windlass.devcluster.Http.Answer;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happens to single objects that are created, changed and deleted. */
@ExtendWith(SharedCluster.class)
final class ObjectsIT {
  private static final String CONFIGMAPS = "/api/v1/namespaces/{ns}/configmaps";
  private static final String PODS = "/api/v1/namespaces/{ns}/pods";
  private static final String POD_SPEC =
      "'spec':{'schedulerName':'none','terminationGracePeriodSeconds':30,'containers':[{'name':'a','image':'b'}]}";

  private final TestCluster cluster;

  ObjectsIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  private Answer send(String request, String body) {
    return Contract.send(cluster, request, body);
  }

  @ParameterizedTest(name = "a new {0} has {1} = {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
    object with foreign status   | /status/phase                | Pending
    object with foreign status   | /status/qosClass             | BestEffort
    object with foreign status   | /status/podIP                | ~~
    object with foreign status   | /metadata/generation         | 7
    object with foreign status   | /metadata/deletionTimestamp  | ~~
    object with foreign status   | /metadata/selfLink           | ~~
    object with foreign status   | /spec/restartPolicy          | Always
    object with foreign status   | /spec/dnsPolicy              | ClusterFirst
    object with foreign status   | /spec/serviceAccountName     | default
    object with foreign status   | /spec/containers/0/imagePullPolicy  | Always
    """)
  void podsAreReset(String object, String pointer, String value) {
    String body =
        "{'metadata':{'generateName':'new-','uid':'u','creationTimestamp':'2000-01-01T00:00:00Z',"
            + "'deletionTimestamp':'2000-01-01T00:00:00Z','generation':7,'selfLink':'x'},"
            + POD_SPEC
            + ",'status':{'phase':'Running','podIP':'1.2.3.4'}}";
    Answer created = send("POST " + PODS, body);
    assertThat(created.code()).as(created.body().toString()).isEqualTo(201);
    assertThat(created.text("metadata", "uid")).hasSize(36);
    assertThat(created.text("metadata", "creationTimestamp")).matches("20[2-9]\\d-.*Z");
    assertThat(created.text("metadata", "name")).matches("new-[bcdfghjklmnpqrstvwxz2456789]{5}");
    assertThat(Contract.at(created, pointer)).isEqualTo(value);
  }

  @Test
  void aWriteThatChangesNothingKeepsTheVersion() {
    Answer created = send("POST " + CONFIGMAPS, "{'metadata':{'name':'same'},'data':{'a':'b'}}");
    Answer patched = send("MERGE " + CONFIGMAPS + "/same", "{'data':{'a':'b'}}");
    assertThat(patched.code()).isEqualTo(200);
    assertThat(patched.text("metadata", "resourceVersion"))
        .isEqualTo(created.text("metadata", "resourceVersion"));
  }

  @Test
  void dryRunAnswersButStoresNothing() {
    String name = "{'metadata':{'name':'dry'}}";
    assertThat(send("POST " + CONFIGMAPS + "?dryRun=All", name).code()).isEqualTo(201);
    assertThat(send("GET " + CONFIGMAPS + "/dry", "").code()).isEqualTo(404);
    send("POST " + CONFIGMAPS, name);
    Answer patched = send("MERGE " + CONFIGMAPS + "/dry?dryRun=All", "{'data':{'a':'b'}}");
    assertThat(patched.text("data", "a")).isEqualTo("b");
    send("DELETE " + CONFIGMAPS + "/dry?dryRun=All", "");
    assertThat(send("GET " + CONFIGMAPS + "/dry", "").text("data", "a")).isEmpty();
  }

  @Test
  void unknownFieldsAreDroppedWithAWarning() {
    Answer created =
        send("POST " + CONFIGMAPS, "{'metadata':{'name':'warned','foo':'1'},'dat':{}}");
    assertThat(created.code()).isEqualTo(201);
    assertThat(created.body().has("dat")).isFalse();
    assertThat(created.response().headers().allValues("Warning"))
        .contains(
            "299 - \"unknown field \\\"metadata.foo\\\"\"", "299 - \"unknown field \\\"dat\\\"\"");
  }

  @Test
  void yamlIsTakenAndAnswered() {
    Answer created =
        send("YAML " + CONFIGMAPS, "metadata:\n  name: yaml\ndata:\n  k: '1'\n".replace('\'', '"'));
    assertThat(created.text("data", "k")).isEqualTo("1");
    Answer read = cluster.http().get(cluster.core("configmaps/yaml"), "application/yaml");
    assertThat(read.text("text")).contains("kind: ConfigMap").contains("k: ");
  }

  @Test
  void finalizersHoldADeletedObjectUntilTheLastIsTakenAway() {
    send("POST " + CONFIGMAPS, "{'metadata':{'name':'held','finalizers':['a.b/c']}}");
    Answer marked = send("DELETE " + CONFIGMAPS + "/held", "");
    assertThat(marked.text("kind")).isEqualTo("ConfigMap");
    assertThat(marked.text("metadata", "deletionTimestamp")).isNotEmpty();
    assertThat(marked.text("metadata", "deletionGracePeriodSeconds")).isEqualTo("0");
    Answer more =
        send("MERGE " + CONFIGMAPS + "/held", "{'metadata':{'finalizers':['a.b/c','d.e/f']}}");
    assertThat(Contract.at(more, "/details/causes/0/reason")).isEqualTo("FieldValueForbidden");
    Answer last = send("MERGE " + CONFIGMAPS + "/held", "{'metadata':{'finalizers':null}}");
    assertThat(last.code()).isEqualTo(200);
    assertThat(send("GET " + CONFIGMAPS + "/held", "").code()).isEqualTo(404);
  }

  @ParameterizedTest(name = "{0} keeps {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
    Foreground | foregroundDeletion
    Orphan     | orphan
    """)
  void propagationBecomesAFinalizer(String policy, String finalizer) {
    String name = "propagated-" + finalizer.toLowerCase(Locale.ROOT);
    send("POST " + CONFIGMAPS, "{'metadata':{'name':'%s','finalizers':['a.b/c']}}".formatted(name));
    Answer marked =
        send("DELETE " + CONFIGMAPS + "/" + name, "{'propagationPolicy':'%s'}".formatted(policy));
    assertThat(Contract.at(marked, "/metadata/finalizers"))
        .isEqualTo("['a.b/c','%s']".formatted(finalizer));
    send("MERGE " + CONFIGMAPS + "/" + name, "{'metadata':{'finalizers':null}}");
  }

  @Test
  void aDeletionAtOnceAnswersASuccessThatNamesTheObject() {
    Answer created = send("POST " + CONFIGMAPS, "{'metadata':{'name':'gone'}}");
    Answer deleted = send("DELETE " + CONFIGMAPS + "/gone", "");
    assertThat(deleted.code()).isEqualTo(200);
    assertThat(deleted.text("status")).isEqualTo("Success");
    assertThat(deleted.text("details", "kind")).isEqualTo("configmaps");
    assertThat(deleted.text("details", "uid")).isEqualTo(created.text("metadata", "uid"));
  }

  @Test
  void aPodWithoutNodeGoesAtOnceAndIsAnswered() {
    send("POST " + PODS, "{'metadata':{'name':'unscheduled'}," + POD_SPEC + "}");
    Answer deleted = send("DELETE " + PODS + "/unscheduled", "");
    assertThat(deleted.text("kind")).isEqualTo("Pod");
    assertThat(deleted.text("metadata", "deletionGracePeriodSeconds")).isEqualTo("0");
    assertThat(send("GET " + PODS + "/unscheduled", "").code()).isEqualTo(404);
  }

  @Test
  void aBoundPodHasItsGracePeriodAndMayOnlyHaveLess() {
    assumeTrue(cluster.isEmbedded(), "skipped: needs a node that no kubelet takes care of");
    send("POST " + PODS, "{'metadata':{'name':'bound'}," + POD_SPEC + "}");
    String binding = "{'metadata':{'name':'bound'},'target':{'kind':'Node','name':'nowhere'}}";
    assertThat(send("POST " + PODS + "/bound/binding", binding).code()).isEqualTo(201);
    assertThat(send("POST " + PODS + "/bound/binding", binding).code()).isEqualTo(409);
    Answer bound = send("GET " + PODS + "/bound", "");
    assertThat(bound.text("spec", "nodeName")).isEqualTo("nowhere");
    assertThat(bound.body().at("/status/conditions").findValuesAsText("type"))
        .contains("PodScheduled");
    Answer marked = send("DELETE " + PODS + "/bound", "");
    assertThat(Contract.at(marked, "/metadata/deletionGracePeriodSeconds")).isEqualTo("30");
    Answer longer = send("DELETE " + PODS + "/bound", "{'gracePeriodSeconds':60}");
    assertThat(Contract.at(longer, "/metadata/deletionGracePeriodSeconds")).isEqualTo("30");
    assertThat(send("DELETE " + PODS + "/bound", "{'gracePeriodSeconds':0}").code()).isEqualTo(200);
    assertThat(send("GET " + PODS + "/bound", "").code()).isEqualTo(404);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
    the main resource keeps the status       | MERGE | ~~      | {'metadata':{'labels':{'l':'1'}},'status':{'message':'m'}} | /status/message         | ~~
    the status keeps the spec                | MERGE | /status | {'spec':{'activeDeadlineSeconds':9},'status':{'message':'m'}} | /spec/activeDeadlineSeconds | ~~
    the status is written                    | MERGE | /status | {'status':{'message':'m'}}                 | /status/message         | m
    the status takes labels                  | MERGE | /status | {'metadata':{'labels':{'l':'1'}}}          | /metadata/labels/l      | 1
    the status takes annotations             | MERGE | /status | {'metadata':{'annotations':{'l':'1'}}}     | /metadata/annotations/l | 1
    the status takes no owners               | MERGE | /status | {'metadata':{'ownerReferences':[{'apiVersion':'v1','kind':'a','name':'b','uid':'c'}]}} | /metadata/ownerReferences | ~~
    strategic merge finds the container      | STRATEGIC | ~~  | {'spec':{'containers':[{'name':'a','image':'c'}]}} | /spec/containers/0/image | c
    """)
  void podAndStatusAreWrittenApart(
      String rule, String method, String subresource, String body, String pointer, String value) {
    Answer pod = send("POST " + PODS, "{'metadata':{'generateName':'apart-'}," + POD_SPEC + "}");
    String path = PODS + "/" + pod.text("metadata", "name");
    Answer patched = send(method + " " + path + subresource, body);
    assertThat(patched.code()).as(patched.body().toString()).isEqualTo(200);
    assertThat(Contract.at(send("GET " + path, ""), pointer)).isEqualTo(value);
  }

  @Test
  void aPutOfAMissingLeaseCreatesIt() {
    String path = "/apis/coordination.k8s.io/v1/namespaces/{ns}/leases/new";
    assertThat(send("PUT " + path, "{'metadata':{'name':'new'},'spec':{}}").code()).isEqualTo(201);
    Answer again = send("PUT " + path, "{'metadata':{'name':'new'},'spec':{}}");
    assertThat(again.text("message"))
        .contains("metadata.resourceVersion: Invalid value: 0x0: must be specified for an update");
  }

  @Test
  void anEventIsTheSameInBothOfItsGroups() {
    send(
        "POST /api/v1/namespaces/{ns}/events",
        "{'metadata':{'name':'e'},'involvedObject':{'kind':'Pod','namespace':'{ns}','name':'x'},"
            + "'message':'hello','reason':'R','type':'Normal'}");
    Answer grouped = send("GET /apis/events.k8s.io/v1/namespaces/{ns}/events/e", "");
    assertThat(grouped.text("note")).isEqualTo("hello");
    assertThat(grouped.text("regarding", "name")).isEqualTo("x");
    Answer selected =
        send(
            "GET /apis/events.k8s.io/v1/namespaces/{ns}/events?fieldSelector=regarding.name=x", "");
    assertThat(selected.body().path("items")).hasSize(1);
  }
}
