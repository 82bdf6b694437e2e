package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.devcluster.Http.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The verbs on single objects, over HTTPS: each row is one sentence of the contract. */
final class ObjectVerbsIT {
  private static TestCluster cluster;

  @BeforeAll
  static void open() {
    cluster = TestCluster.open();
  }

  @AfterAll
  static void close() {
    cluster.close();
  }

  @Test
  void anObjectIsCreatedReadChangedAndDeleted() {
    Http http = cluster.http();
    String all = cluster.core("configmaps");
    Answer created = http.post(all, "{\"metadata\":{\"name\":\"life\"},\"data\":{\"k\":\"v\"}}");
    assertThat(created.code()).isEqualTo(201);
    assertThat(created.text("kind")).isEqualTo("ConfigMap");
    assertThat(created.text("metadata", "uid")).hasSize(36);
    Answer patched = http.patch(all + "/life", "merge-patch+json", "{\"data\":{\"k\":\"w\"}}");
    assertThat(patched.text("data", "k")).isEqualTo("w");
    assertThat(http.get(all + "/life").body()).isEqualTo(patched.body());
    assertThat(http.delete(all + "/life", "{}").text("status")).isEqualTo("Success");
    assertThat(http.get(all + "/life").code()).isEqualTo(404);
  }
}
