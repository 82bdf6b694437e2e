package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.devcluster.Http.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which metadata a write to a status takes along, type by type; and fields of custom types. */
@ExtendWith(SharedCluster.class)
final class StatusMetadataIT {
  private static final String WORKLOAD =
      "{'replicas':0,'selector':{'matchLabels':{'a':'b'}},'template':{'metadata':{'labels':{'a':'b'}},"
          + "'spec':{'containers':[{'name':'c','image':'i'}]}}}";

  private final TestCluster cluster;

  StatusMetadataIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  private Answer send(String request, String body) {
    return Contract.send(cluster, request, body);
  }

  @ParameterizedTest(name = "the status of {0} takes {1}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          deployments | labels          | false
          deployments | annotations     | true
          deployments | ownerReferences | true
          replicasets | labels          | true
          replicasets | annotations     | true
          replicasets | ownerReferences | true
          """)
  void metadataOfAStatus(String plural, String field, boolean taken) {
    String path = "/apis/apps/v1/namespaces/{ns}/" + plural;
    Answer created =
        send("POST " + path, "{'metadata':{'generateName':'meta-'},'spec':" + WORKLOAD + "}");
    String one = path + "/" + created.text("metadata", "name");
    String value =
        field.equals("ownerReferences")
            ? "[{'apiVersion':'v1','kind':'Node','name':'b','uid':'c'}]"
            : "{'l':'1'}";
    Answer written =
        send("MERGE " + one + "/status", "{'metadata':{'%s':%s}}".formatted(field, value));
    assertThat(written.code()).as(written.body().toString()).isEqualTo(200);
    assertThat(written.body().at("/metadata").has(field)).isEqualTo(taken);
    send("DELETE " + one, "");
  }

  @Test
  void customResourcesAreSelectedByTheFieldsOfTheirDefinition() {
    String group = "fields-" + cluster.namespace() + ".example.com";
    String schema =
        "{'openAPIV3Schema':{'type':'object','properties':{'spec':{'type':'object','properties':"
            + "{'color':{'type':'string'},'size':{'type':'integer'}}}}}}";
    String version =
        "{'name':'v1','served':true,'storage':true,'schema':%s,'selectableFields':[{'jsonPath':'.spec.color'},{'jsonPath':'.spec.size'}]}"
            .formatted(schema);
    send(
        "POST /apis/apiextensions.k8s.io/v1/customresourcedefinitions",
        "{'metadata':{'name':'shirts.%s'},'spec':{'group':'%s','scope':'Namespaced','names':{'kind':'Shirt','plural':'shirts'},'versions':[%s]}}"
            .formatted(group, group, version));
    String path = "/apis/" + group + "/v1/namespaces/{ns}/shirts";
    cluster.eventually(() -> send("GET " + path, "").code() == 200);
    for (String color : List.of("red", "blue")) {
      String shirt =
          "{'apiVersion':'%s/v1','kind':'Shirt','metadata':{'name':'%s'},'spec':{'color':'%s','size':7}}"
              .formatted(group, color, color);
      cluster.eventually(() -> List.of(201, 409).contains(send("POST " + path, shirt).code()));
    }
    Answer red = send("GET " + path + "?fieldSelector=spec.color%3Dred", "");
    assertThat(red.body().path("items")).hasSize(1);
    Answer both = send("GET " + path + "?fieldSelector=spec.size%3D7,spec.color!%3Dgreen", "");
    assertThat(both.body().path("items")).hasSize(2);
    Answer refused = send("GET " + path + "?fieldSelector=spec.smell%3Da", "");
    assertThat(refused.text("message")).isEqualTo("field label not supported: spec.smell");
    send("DELETE /apis/apiextensions.k8s.io/v1/customresourcedefinitions/shirts." + group, "");
  }
}
