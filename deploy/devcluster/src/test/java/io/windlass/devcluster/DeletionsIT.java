package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.devcluster.Http.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What deletions may ask for, and what they do to one object or to many. */
@ExtendWith(SharedCluster.class)
final class DeletionsIT {
  private static final String MAPS = "/api/v1/namespaces/{ns}/configmaps";
  private static final String JOBS = "/apis/batch/v1/namespaces/{ns}/jobs";
  private static final String TEMPLATE =
      "{'metadata':{'labels':{'a':'b'}},'spec':{'restartPolicy':'Never','containers':[{'name':'c','image':'i'}]}}";

  private final TestCluster cluster;

  DeletionsIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  private Answer send(String request, String body) {
    return Contract.send(cluster, request, body);
  }

  private void map(String name, String label) {
    send("POST " + MAPS, "{'metadata':{'name':'%s','labels':{'del':'%s'}}}".formatted(name, label));
  }

  @ParameterizedTest(name = "{0} {1} is answered {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          ~~                            | {'gracePeriodSeconds':5}                      | 200 | ~~
          ~~                            | {'orphanDependents':false}                    | 200 | ~~
          ~~                            | {'orphanDependents':true}                     | 200 | ['orphan']
          ?propagationPolicy=Foreground | ~~                                            | 200 | ['foregroundDeletion']
          ?orphanDependents=true        | ~~                                            | 200 | ['orphan']
          ~~                            | {'propagationPolicy':'Foo'}                   | 422 | ~~
          ~~                            | {'orphanDependents':true,'propagationPolicy':'Orphan'} | 422 | ~~
          ~~                            | {'preconditions':{'uid':'x'}}                 | 409 | ~~
          ~~                            | {'preconditions':{'resourceVersion':'1'}}     | 409 | ~~
          ~~                            | {'dryRun':['Foo']}                            | 422 | ~~
          ?dryRun=All                   | ~~                                            | 200 | ~~
          ?gracePeriodSeconds=x         | ~~                                            | 400 | ~~
          """)
  void optionsOfADeletion(String query, String body, int code, String finalizers) {
    map("optioned", "option");
    Answer deleted = send("DELETE " + MAPS + "/optioned" + query, body);
    assertThat(deleted.code()).as(deleted.body().toString()).isEqualTo(code);
    assertThat(Contract.at(deleted, "/metadata/finalizers")).isEqualTo(finalizers);
    send("MERGE " + MAPS + "/optioned", "{'metadata':{'finalizers':null}}");
    send("DELETE " + MAPS + "/optioned", "");
  }

  @Test
  void nothingDependsOnEvents() {
    String events = "/api/v1/namespaces/{ns}/events";
    send("POST " + events, "{'metadata':{'name':'e'},'involvedObject':{'namespace':'{ns}'}}");
    Answer deleted = send("DELETE " + events + "/e", "{'propagationPolicy':'Foreground'}");
    assertThat(deleted.text("status")).isEqualTo("Success");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {'orphanDependents':false}           | 202
          {'propagationPolicy':'Background'}   | 200
          """)
  void onlyTheOldWayToCascadeIsToldThatThereIsMore(String body, int code) {
    map("held", "held");
    send("MERGE " + MAPS + "/held", "{'metadata':{'finalizers':['example.com/x']}}");
    assertThat(send("DELETE " + MAPS + "/held", body).code()).isEqualTo(code);
    send("MERGE " + MAPS + "/held", "{'metadata':{'finalizers':null}}");
  }

  @Test
  void optionsMayBeWrittenInYaml() {
    map("in-yaml", "yaml");
    Answer marked =
        cluster
            .http()
            .send(
                "DELETE",
                cluster.core("configmaps/in-yaml"),
                "application/yaml",
                "kind: DeleteOptions\napiVersion: v1\npropagationPolicy: Orphan\n");
    assertThat(Contract.at(marked, "/metadata/finalizers")).isEqualTo("['orphan']");
    send("MERGE " + MAPS + "/in-yaml", "{'metadata':{'finalizers':null}}");
  }

  @Test
  void aCollectionIsDeletedAsItIsListed() {
    List.of("dc-1", "dc-2", "dc-3", "dc-4").forEach(name -> map(name, "many"));
    Answer dry = send("DELETE " + MAPS + "?labelSelector=del%3Dmany&dryRun=All", "");
    assertThat(dry.body().path("items")).hasSize(4);
    Answer first = send("DELETE " + MAPS + "?labelSelector=del%3Dmany&limit=2", "");
    assertThat(first.text("kind")).isEqualTo("ConfigMapList");
    assertThat(first.body().path("items")).hasSize(2);
    assertThat(first.text("metadata", "continue")).isNotEmpty();
    Answer left = send("GET " + MAPS + "?labelSelector=del%3Dmany", "");
    assertThat(left.body().path("items").findValuesAsText("name")).contains("dc-3", "dc-4");
    String wrong = "{'preconditions':{'uid':'z'}}";
    assertThat(send("DELETE " + MAPS + "?labelSelector=del%3Dmany", wrong).code()).isEqualTo(409);
    assertThat(send("DELETE " + MAPS + "?fieldSelector=data.a%3Db", "").code()).isEqualTo(400);
    String one = "?labelSelector=del%3Dmany&fieldSelector=metadata.name%3Ddc-3";
    assertThat(send("DELETE " + MAPS + one, "").body().path("items")).hasSize(1);
    assertThat(send("DELETE " + MAPS + "?labelSelector=del%3Dnone", "").body().path("items"))
        .isEmpty();
    send("DELETE " + MAPS + "?labelSelector=del", "");
    assertThat(send("GET " + MAPS + "?labelSelector=del%3Dmany", "").body().path("items"))
        .isEmpty();
  }

  @Test
  void jobsLeaveTheirPodsUnlessToldOtherwiseAndSaySo() {
    String spec = "{'suspend':true,'template':" + TEMPLATE + "}";
    send("POST " + JOBS, "{'metadata':{'name':'kept'},'spec':%s}".formatted(spec));
    Answer marked = send("DELETE " + JOBS + "/kept", "");
    assertThat(Contract.at(marked, "/metadata/finalizers")).contains("'orphan'");
    assertThat(marked.response().headers().firstValue("Warning").orElse(""))
        .contains("child pods are preserved by default when jobs are deleted");
    send("MERGE " + JOBS + "/kept", "{'metadata':{'finalizers':null}}");
  }

  @ParameterizedTest(name = "{0} are answered as {2} when they go")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          secrets         | {}                                                  | Status
          services        | {'spec':{'ports':[{'port':1}]}}                     | Service
          serviceaccounts | {}                                                  | ServiceAccount
          resourcequotas  | {'spec':{}}                                         | ResourceQuota
          limitranges     | {'spec':{'limits':[]}}                              | Status
          podtemplates    | {'template':{'spec':{'containers':[{'name':'a','image':'b'}]}}} | PodTemplate
          """)
  void theLastAnswer(String plural, String body, String kind) {
    String path = "/api/v1/namespaces/{ns}/" + plural;
    String named = body.replaceFirst("\\{", "{'metadata':{'name':'last'},").replace(",}", "}");
    assertThat(send("POST " + path, named).code()).isEqualTo(201);
    assertThat(send("DELETE " + path + "/last", "").text("kind")).isEqualTo(kind);
  }
}
