package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.devcluster.Http.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code dryRun=All}: the answer of the request, and no trace of it. */
@ExtendWith(SharedCluster.class)
final class DryRunIT {
  private final TestCluster cluster;

  DryRunIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void present() {
    Answer made =
        Contract.send(
            cluster,
            "APPLY /api/v1/namespaces/{ns}/configmaps/dry-run?fieldManager=t&force=true",
            "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'dry-run'},'data':{'k':'v'}}");
    assertThat(made.code()).isIn(200, 201);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          verb             | request                                                                     | body                                                                                                | code
          create           | POST /api/v1/namespaces/{ns}/configmaps?dryRun=All                          | {'metadata':{'name':'dry-new'},'data':{'k':'w'}}                                                    | 201
          create by apply  | APPLY /api/v1/namespaces/{ns}/configmaps/dry-new?dryRun=All&fieldManager=x  | {'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'dry-new'},'data':{'k':'w'}}               | 201
          update           | PUT /api/v1/namespaces/{ns}/configmaps/dry-run?dryRun=All                   | {'metadata':{'name':'dry-run'},'data':{'k':'w'}}                                                    | 200
          JSON patch       | JSON /api/v1/namespaces/{ns}/configmaps/dry-run?dryRun=All                  | [{'op':'add','path':'/data/k','value':'w'}]                                                         | 200
          merge patch      | MERGE /api/v1/namespaces/{ns}/configmaps/dry-run?dryRun=All                 | {'data':{'k':'w'}}                                                                                  | 200
          strategic patch  | STRATEGIC /api/v1/namespaces/{ns}/configmaps/dry-run?dryRun=All             | {'data':{'k':'w'}}                                                                                  | 200
          apply            | APPLY /api/v1/namespaces/{ns}/configmaps/dry-run?dryRun=All&fieldManager=t  | {'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'dry-run'},'data':{'k':'w'}}               | 200
          delete           | DELETE /api/v1/namespaces/{ns}/configmaps/dry-run?dryRun=All                |                                                                                                     | 200
          delete by body   | DELETE /api/v1/namespaces/{ns}/configmaps/dry-run                           | {'kind':'DeleteOptions','apiVersion':'v1','dryRun':['All']}                                         | 200
          delete all       | DELETE /api/v1/namespaces/{ns}/configmaps?dryRun=All                        |                                                                                                     | 200
          """)
  void storesNothing(String verb, String request, String body, int code) {
    Answer before = Contract.send(cluster, "GET /api/v1/namespaces/{ns}/configmaps/dry-run", "");
    assertThat(Contract.send(cluster, request, body).code()).isEqualTo(code);
    Answer after = Contract.send(cluster, "GET /api/v1/namespaces/{ns}/configmaps/dry-run", "");
    assertThat(after.body()).isEqualTo(before.body());
    Answer absent = Contract.send(cluster, "GET /api/v1/namespaces/{ns}/configmaps/dry-new", "");
    assertThat(absent.code()).isEqualTo(404);
  }

  @Test
  void aBodySaysAllThatADeletionAsks() {
    String request = "DELETE /api/v1/namespaces/{ns}/configmaps/dry-run?dryRun=All";
    assertThat(Contract.send(cluster, request, "{}").code()).isEqualTo(200);
    Answer gone = Contract.send(cluster, "GET /api/v1/namespaces/{ns}/configmaps/dry-run", "");
    assertThat(gone.code()).isEqualTo(404);
  }

  @Test
  void keepsNoAddressOfAService() {
    String services = "/api/v1/namespaces/{ns}/services";
    String free = freeAddress(services);
    Answer tried = Contract.send(cluster, "POST " + services + "?dryRun=All", at("dry-a", free));
    assertThat(tried.code()).as("%s", tried.body()).isEqualTo(201);
    String other =
        "{'metadata':{'name':'dry-c'},'spec':{'type':'ExternalName','externalName':'x.y'}}";
    assertThat(Contract.send(cluster, "POST " + services, other).code()).isEqualTo(201);
    String change =
        "{'spec':{'type':'ClusterIP','externalName':null,'clusterIP':'%s','ports':[{'port':1}]}}"
            .formatted(free);
    Answer changed = Contract.send(cluster, "MERGE " + services + "/dry-c?dryRun=All", change);
    assertThat(changed.code()).as("%s", changed.body()).isEqualTo(200);
    Answer made = Contract.send(cluster, "POST " + services, at("dry-b", free));
    assertThat(made.code()).as("%s", made.body()).isEqualTo(201);
  }

  private String freeAddress(String services) {
    String any = "{'metadata':{'name':'dry-0'},'spec':{'ports':[{'port':1}]}}";
    Answer given = Contract.send(cluster, "POST " + services, any);
    Contract.send(cluster, "DELETE " + services + "/dry-0", "");
    return given.text("spec", "clusterIP");
  }

  private static String at(String name, String address) {
    return "{'metadata':{'name':'%s'},'spec':{'clusterIP':'%s','ports':[{'port':1}]}}"
        .formatted(name, address);
  }

  @Test
  void leavesReplicasAndBindingsAlone() {
    String sets = "/apis/apps/v1/namespaces/{ns}/replicasets";
    Contract.send(
        cluster,
        "POST " + sets,
        "{'metadata':{'name':'dry-rs'},'spec':{'replicas':0,'selector':{'matchLabels':{'dry':'rs'}},'template':{'metadata':{'labels':{'dry':'rs'}},'spec':{'containers':[{'name':'c','image':'d'}]}}}}");
    Answer scaled =
        Contract.send(
            cluster, "MERGE " + sets + "/dry-rs/scale?dryRun=All", "{'spec':{'replicas':3}}");
    assertThat(scaled.body().at("/spec/replicas").asInt()).isEqualTo(3);
    Answer set = Contract.send(cluster, "GET " + sets + "/dry-rs", "");
    assertThat(set.body().at("/spec/replicas").asInt()).isZero();
    String pods = "/api/v1/namespaces/{ns}/pods";
    Contract.send(
        cluster,
        "POST " + pods,
        "{'metadata':{'name':'dry-pod'},'spec':{'schedulerName':'nobody','containers':[{'name':'c','image':'d'}]}}");
    Answer bound =
        Contract.send(
            cluster,
            "POST " + pods + "/dry-pod/binding?dryRun=All",
            "{'metadata':{'name':'dry-pod'},'target':{'kind':'Node','name':'n'}}");
    assertThat(bound.code()).isEqualTo(201);
    Answer pod = Contract.send(cluster, "GET " + pods + "/dry-pod", "");
    assertThat(pod.text("spec", "nodeName")).isEmpty();
  }
}
