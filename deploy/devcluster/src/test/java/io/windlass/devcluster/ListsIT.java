package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.devcluster.Http.Answer;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lists select, and in which forms objects are answered. */
@ExtendWith(SharedCluster.class)
final class ListsIT {
  private static final String SECRETS = "/api/v1/namespaces/{ns}/secrets";
  private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";
  private static final String METADATA =
      "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io";
  private static final String METADATA_LIST =
      "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io";

  private final TestCluster cluster;

  ListsIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeAll
  static void someObjects(TestCluster cluster) {
    for (List<String> s :
        List.of(
            List.of("l-a", "'list':'y','tier':'web','n':'1'", "Opaque"),
            List.of("l-b", "'list':'y','tier':'db','n':'2'", "Opaque"),
            List.of("l-c", "'list':'y'", "my/type"))) {
      String body = "{'metadata':{'name':'%s','labels':{%s}},'type':'%s'}".formatted(s.toArray());
      Contract.send(cluster, "POST " + SECRETS, body);
    }
  }

  @ParameterizedTest(name = "{0} selects {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
    labelSelector=list%3Dy                          | l-a l-b l-c
    labelSelector=list%3D%3Dy,tier%3Dweb            | l-a
    labelSelector=list%3Dy,tier!%3Dweb              | l-b l-c
    labelSelector=list%3Dy,tier+in+(web,db)         | l-a l-b
    labelSelector=list%3Dy,tier+notin+(web)         | l-b l-c
    labelSelector=list,tier                         | l-a l-b
    labelSelector=list,!tier                        | l-c
    labelSelector=list,n%3E1                        | l-b
    labelSelector=list,n%3C2                        | l-a
    labelSelector=list%3Dnobody                     | ~~
    fieldSelector=metadata.name%3Dl-b               | l-b
    fieldSelector=type%3Dmy/type                    | l-c
    labelSelector=list&fieldSelector=type!%3DOpaque | l-c
    labelSelector=list&fieldSelector=metadata.namespace%3Dother | ~~
    """)
  void listsSelect(String query, String names) {
    Answer list = Contract.send(cluster, "GET " + SECRETS + "?" + query, "");
    assertThat(list.text("kind")).isEqualTo("SecretList");
    assertThat(list.text("metadata", "resourceVersion")).isNotEmpty();
    List<String> found =
        list.body().path("items").findValues("metadata").stream()
            .map(metadata -> metadata.path("name").asText())
            .toList();
    assertThat(String.join(" ", found)).isEqualTo(names);
  }

  @Test
  void pagesAreOneConsistentList() {
    String path = cluster.core("secrets?labelSelector=list&limit=2");
    Answer first = cluster.http().get(path);
    assertThat(first.body().path("items")).hasSize(2);
    String token = first.text("metadata", "continue");
    Contract.send(
        cluster, "POST " + SECRETS, "{'metadata':{'name':'l-between','labels':{'list':'y'}}}");
    Answer second = cluster.http().get(path + "&continue=" + token);
    assertThat(second.body().path("items")).hasSize(1);
    assertThat(Contract.at(second, "/items/0/metadata/name")).isEqualTo("l-c");
    assertThat(second.text("metadata", "continue")).isEmpty();
    assertThat(second.text("metadata", "resourceVersion"))
        .isEqualTo(first.text("metadata", "resourceVersion"));
    Contract.send(cluster, "DELETE " + SECRETS + "/l-between", "");
  }

  @Test
  void anObjectIsAnsweredAsATable() {
    Answer table = cluster.http().get(cluster.core("secrets/l-a"), TABLE);
    assertThat(table.text("kind")).isEqualTo("Table");
    assertThat(Contract.at(table, "/columnDefinitions/0/name")).isEqualTo("Name");
    assertThat(Contract.at(table, "/rows/0/cells/0")).isEqualTo("l-a");
    assertThat(Contract.at(table, "/rows/0/object/kind")).isEqualTo("PartialObjectMetadata");
    Answer whole = cluster.http().get(cluster.core("secrets/l-a?includeObject=Object"), TABLE);
    assertThat(Contract.at(whole, "/rows/0/object/kind")).isEqualTo("Secret");
  }

  @Test
  void listsAreAnsweredAsMetadataAlone() {
    Answer one = cluster.http().get(cluster.core("secrets/l-a"), METADATA);
    assertThat(one.text("kind")).isEqualTo("PartialObjectMetadata");
    assertThat(one.body().has("type")).isFalse();
    Answer all = cluster.http().get(cluster.core("secrets?labelSelector=list"), METADATA_LIST);
    assertThat(all.text("kind")).isEqualTo("PartialObjectMetadataList");
    assertThat(all.body().path("items")).hasSize(3);
  }

  @Test
  void aFormThatIsNotServedIsNotAcceptable() {
    Answer refused = cluster.http().get(cluster.core("secrets"), "application/foo");
    assertThat(refused.code()).isEqualTo(406);
    Answer second =
        cluster.http().get(cluster.core("secrets"), "application/foo,application/json;q=0.9");
    assertThat(second.code()).isEqualTo(200);
  }

  @Test
  void aCollectionIsDeletedBySelector() {
    for (String name : List.of("dc-a", "dc-b")) {
      String body = "{'metadata':{'name':'%s','labels':{'dc':'y'}}}".formatted(name);
      Contract.send(cluster, "POST " + SECRETS, body);
    }
    Contract.send(cluster, "DELETE " + SECRETS + "?labelSelector=dc", "");
    Answer left = Contract.send(cluster, "GET " + SECRETS + "?labelSelector=dc", "");
    assertThat(left.body().path("items")).isEmpty();
    Answer others = Contract.send(cluster, "GET " + SECRETS + "?labelSelector=list", "");
    assertThat(others.body().path("items")).isNotEmpty();
  }
}
