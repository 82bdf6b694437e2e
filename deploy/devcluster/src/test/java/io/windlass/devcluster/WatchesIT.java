package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.Http.Answer;
import io.windlass.devcluster.document.Documents;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a watch tells, from which version on, and how it ends. */
@ExtendWith(SharedCluster.class)
final class WatchesIT {
  private static final String SERVICEACCOUNTS = "/api/v1/namespaces/{ns}/serviceaccounts";

  private final TestCluster cluster;

  WatchesIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  private Answer send(String request, String body) {
    return Contract.send(cluster, request, body);
  }

  /** Creates, labels, unlabels and deletes an object; answers the version before all of it. */
  private String history(String name) {
    String version = send("GET " + SERVICEACCOUNTS, "").text("metadata", "resourceVersion");
    String labels = "{'who':'%s','in':'y'}".formatted(name);
    String metadata = "{'name':'%s','labels':%s}".formatted(name, labels);
    send("POST " + SERVICEACCOUNTS, "{'metadata':" + metadata + "}");
    String one = SERVICEACCOUNTS + "/" + name;
    send("MERGE " + one, "{'metadata':{'annotations':{'a':'b'}}}");
    send("MERGE " + one, "{'metadata':{'labels':{'in':null}}}");
    send("MERGE " + one, "{'metadata':{'labels':{'in':'y'}}}");
    send("DELETE " + one, "");
    return version;
  }

  private List<ObjectNode> watch(String query, String accept) {
    return cluster
        .http()
        .watch(cluster.core("serviceaccounts?watch=true&timeoutSeconds=1&" + query), accept)
        .map(line -> Documents.parse(line.getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  private static String types(List<ObjectNode> events) {
    return String.join(" ", events.stream().map(e -> e.path("type").asText()).toList());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
    from a version on, everything is told             | all   | labelSelector=who%3Dall      | ADDED MODIFIED MODIFIED MODIFIED DELETED
    leaving a selection is told as DELETED            | left  | labelSelector=who%3Dleft,in  | ADDED MODIFIED DELETED ADDED DELETED
    one object may be watched by its name             | name  | fieldSelector=metadata.name%3Dname | ADDED MODIFIED MODIFIED MODIFIED DELETED
    what never matched is not told                    | never | labelSelector=who%3Dnobody   | ''
    """)
  void aWatchTellsWhatItsSelectionSees(String rule, String name, String query, String events) {
    String version = history(name);
    List<ObjectNode> told = watch(query + "&resourceVersion=" + version, Http.JSON);
    assertThat(types(told)).isEqualTo(events);
    List<Long> versions =
        told.stream()
            .map(e -> Documents.at(e, "object", "metadata", "resourceVersion").asLong())
            .toList();
    assertThat(versions).isSorted().doesNotHaveDuplicates();
  }

  @ParameterizedTest(name = "resourceVersion={0}")
  @CsvSource({"''", "0"})
  void withoutAVersionExistingObjectsComeFirst(String version) {
    String name = "first" + version;
    String body = "{'metadata':{'name':'%s','labels':{'who':'%s'}}}".formatted(name, name);
    send("POST " + SERVICEACCOUNTS, body);
    List<ObjectNode> told =
        watch("labelSelector=who%3D" + name + "&resourceVersion=" + version, Http.JSON);
    assertThat(types(told)).isEqualTo("ADDED");
    assertThat(Documents.text(told.getFirst(), "object", "kind")).isEqualTo("ServiceAccount");
  }

  @Test
  void aTableWatchTellsRows() {
    String version = history("rows");
    List<ObjectNode> told =
        watch(
            "labelSelector=who%3Drows&resourceVersion=" + version,
            "application/json;as=Table;v=v1;g=meta.k8s.io");
    assertThat(types(told)).isEqualTo("ADDED MODIFIED MODIFIED MODIFIED DELETED");
    ObjectNode first = told.getFirst();
    assertThat(Documents.text(first, "object", "kind")).isEqualTo("Table");
    assertThat(first.at("/object/columnDefinitions/0/name").asText()).isEqualTo("Name");
    assertThat(first.at("/object/rows/0/cells/0").asText()).isEqualTo("rows");
    assertThat(told.get(1).at("/object/columnDefinitions")).isEmpty();
  }

  @Test
  void aWatchOfMetadataTellsMetadata() {
    String version = history("meta");
    List<ObjectNode> told =
        watch(
            "labelSelector=who%3Dmeta&resourceVersion=" + version,
            "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io");
    assertThat(Documents.text(told.getFirst(), "object", "kind"))
        .isEqualTo("PartialObjectMetadata");
  }

  @Test
  void initialEventsEndWithABookmarkThatSaysSo() {
    assumeTrue(cluster.isEmbedded(), "skipped: needs a server that has watch lists switched on");
    List<ObjectNode> told =
        watch(
            "labelSelector=who%3Dnobody&sendInitialEvents=true&allowWatchBookmarks=true"
                + "&resourceVersionMatch=NotOlderThan",
            Http.JSON);
    assertThat(types(told)).startsWith("BOOKMARK");
    assertThat(
            told.getFirst().at("/object/metadata/annotations/k8s.io~1initial-events-end").asText())
        .isEqualTo("true");
  }
}
