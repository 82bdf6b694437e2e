package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.devcluster.Http.Answer;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How definitions become types, and how their objects are written. */
@ExtendWith(SharedCluster.class)
final class CustomResourcesIT {
  private static final String CRDS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
  private static final String SCHEMA =
      "{'type':'object','properties':{"
          + "'spec':{'type':'object','properties':{'replicas':{'type':'integer','minimum':0,'default':1},"
          + "'mode':{'type':'string','enum':['A','B']}}},"
          + "'status':{'type':'object','properties':{'replicas':{'type':'integer'},'selector':{'type':'string'}}}}}";
  private static final String SUBRESOURCES =
      "{'status':{},'scale':{'specReplicasPath':'.spec.replicas',"
          + "'statusReplicasPath':'.status.replicas','labelSelectorPath':'.status.selector'}}";

  private final TestCluster cluster;
  private final String group = "g" + UUID.randomUUID().toString().substring(0, 8) + ".test";
  private final String things = "/apis/" + group + "/v1/namespaces/{ns}/things";

  CustomResourcesIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  private Answer send(String request, String body) {
    return Contract.send(cluster, request, body);
  }

  @BeforeEach
  void define() {
    String version =
        "{'name':'v1','served':true,'storage':true,'schema':{'openAPIV3Schema':%s},'subresources':%s}"
            .formatted(SCHEMA, SUBRESOURCES);
    String crd =
        "{'metadata':{'name':'things.%s'},'spec':{'group':'%s','scope':'Namespaced','names':{'plural':'things','kind':'Thing','shortNames':['th']},'versions':[%s]}}"
            .formatted(group, group, version);
    Answer created = send("POST " + CRDS, crd);
    assertThat(created.code()).as(created.body().toString()).isEqualTo(201);
    Awaitility.await().until(() -> send("GET " + things, "").code() == 200);
  }

  @AfterEach
  void undefine() {
    send("DELETE " + CRDS + "/things." + group, "");
  }

  private Answer thing(String name, String rest) {
    return send(
        "POST " + things,
        "{'apiVersion':'%s/v1','kind':'Thing','metadata':{'name':'%s'}%s}"
            .formatted(group, name, rest));
  }

  @Test
  void whatIsSentSaysWhatItIs() {
    thing("there", ",'spec':{}");
    String rows =
        """
        POST  things             | {'apiVersion':'GROUP/v1','metadata':{'name':'a'}}               | 400
        POST  things             | {'kind':'Thing','metadata':{'name':'a'}}                        | 400
        POST  things             | {'apiVersion':'GROUP/v1','kind':'Other','metadata':{'name':'a'}} | 422
        POST  things/b           | {'apiVersion':'GROUP/v1','kind':'Thing','metadata':{'name':'b'}} | 201
        PUT   things             | {}                                                              | 400
        PUT   things/there       | {'apiVersion':'GROUP/v1','kind':true,'metadata':{'name':'there'}} | 400
        GET   things/there/other |                                                                 | 404
        GET   things/there/status/more |                                                           | 200
        PUT   things/there/scale | {'apiVersion':'GROUP/v1','kind':'Thing','metadata':{'name':'there'},'spec':{'replicas':2}} | 400
        PUT   things/none/scale  | {'metadata':{'name':'none'},'spec':{'replicas':2147483648}}     | 400
        PUT   things/there/scale | {'metadata':{'name':'there'},'spec':{'replicas':2}}             | 200
        """;
    for (String row : rows.lines().toList()) {
      String[] cells = row.strip().split("\\s*\\|\\s*", -1);
      String request = cells[0].replaceFirst("\\s+things", " " + things);
      Answer answer = send(request, cells[1].replace("GROUP", group));
      assertThat(answer.code()).as(row).isEqualTo(Integer.parseInt(cells[2]));
    }
  }

  @Test
  void aPatchThatChangesTheVersionIsRefusedByValidation() {
    thing("there", ",'spec':{}");
    Answer refused =
        cluster
            .http()
            .patch(
                things.replace("{ns}", cluster.namespace()) + "/there",
                "json-patch+json",
                "[{\"op\":\"replace\",\"path\":\"/apiVersion\",\"value\":\"a\"}]");
    assertThat(refused.code()).isEqualTo(422);
    assertThat(Contract.at(refused, "/details/causes/0/field")).isEqualTo("apiVersion");
  }

  @Test
  void aDefinitionIsEstablishedAndFillsInItsNames() {
    Awaitility.await()
        .untilAsserted(
            () -> {
              Answer crd = send("GET " + CRDS + "/things." + group, "");
              assertThat(Contract.at(crd, "/status/conditions/0/type")).isEqualTo("NamesAccepted");
              assertThat(Contract.at(crd, "/status/conditions/1/type")).isEqualTo("Established");
              assertThat(Contract.at(crd, "/status/conditions/1/status")).isEqualTo("True");
              assertThat(Contract.at(crd, "/status/acceptedNames/listKind")).isEqualTo("ThingList");
              assertThat(Contract.at(crd, "/status/storedVersions")).isEqualTo("['v1']");
              assertThat(Contract.at(crd, "/spec/names/singular")).isEqualTo("thing");
            });
  }

  @Test
  void discoveryGrowsWithADefinition() {
    Answer resources = send("GET /apis/" + group + "/v1", "");
    assertThat(Contract.at(resources, "/resources/0/name")).isEqualTo("things");
    assertThat(Contract.at(resources, "/resources/0/shortNames")).isEqualTo("['th']");
    assertThat(resources.body().toString()).contains("things/status").contains("things/scale");
    // A server without an aggregator, as refcluster is, leaves custom groups out of its own lists.
    if (cluster.isEmbedded()) {
      assertThat(send("GET /apis", "").body().toString()).contains(group);
      assertThat(send("GET /openapi/v3", "").body().path("paths").has("apis/" + group + "/v1"))
          .isTrue();
    }
  }

  @Test
  void generationCountsChangesOfTheSpecAlone() {
    Answer created = thing("counted", ",'spec':{'mode':'A'},'status':{'replicas':9}");
    assertThat(created.code()).isEqualTo(201);
    assertThat(Contract.at(created, "/metadata/generation")).isEqualTo("1");
    assertThat(Contract.at(created, "/spec/replicas")).isEqualTo("1");
    assertThat(created.body().has("status")).isFalse();
    String path = things + "/counted";
    Answer labelled = send("MERGE " + path, "{'metadata':{'labels':{'a':'b'}}}");
    assertThat(Contract.at(labelled, "/metadata/generation")).isEqualTo("1");
    Answer changed = send("MERGE " + path, "{'spec':{'mode':'B'},'status':{'replicas':9}}");
    assertThat(Contract.at(changed, "/metadata/generation")).isEqualTo("2");
    assertThat(changed.body().has("status")).isFalse();
  }

  @Test
  void theStatusIsWrittenAlone() {
    thing("stated", ",'spec':{'mode':'A'}");
    Answer written =
        send(
            "MERGE " + things + "/stated/status",
            "{'metadata':{'labels':{'a':'b'}},'spec':{'mode':'B'},'status':{'replicas':2}}");
    assertThat(Contract.at(written, "/status/replicas")).isEqualTo("2");
    assertThat(Contract.at(written, "/spec/mode")).isEqualTo("A");
    assertThat(Contract.at(written, "/metadata/labels")).isEmpty();
    assertThat(Contract.at(written, "/metadata/generation")).isEqualTo("1");
  }

  @Test
  void theScaleIsAViewOfTheObject() {
    thing("scaled", ",'spec':{'replicas':3}");
    send("MERGE " + things + "/scaled/status", "{'status':{'replicas':2,'selector':'a=b'}}");
    Answer scale = send("GET " + things + "/scaled/scale", "");
    assertThat(scale.text("apiVersion")).isEqualTo("autoscaling/v1");
    assertThat(Contract.at(scale, "/spec/replicas")).isEqualTo("3");
    assertThat(Contract.at(scale, "/status")).isEqualTo("{'replicas':2,'selector':'a=b'}");
    Answer scaled = send("MERGE " + things + "/scaled/scale", "{'spec':{'replicas':5}}");
    assertThat(Contract.at(scaled, "/spec/replicas")).isEqualTo("5");
    Answer thing = send("GET " + things + "/scaled", "");
    assertThat(Contract.at(thing, "/spec/replicas")).isEqualTo("5");
    assertThat(Contract.at(thing, "/metadata/generation")).isEqualTo("2");
    Answer put =
        send(
            "PUT " + things + "/scaled/scale",
            "{'metadata':{'name':'scaled'},'spec':{'replicas':-1}}");
    assertThat(put.code()).isEqualTo(422);
  }

  @Test
  void whatTheSchemaForbidsIsRefused() {
    Answer refused = thing("bad", ",'spec':{'replicas':-1,'mode':'C'}");
    assertThat(refused.code()).as(refused.body().toString()).isEqualTo(422);
    assertThat(refused.text("message")).contains("Thing." + group + " \"bad\" is invalid");
    assertThat(refused.body().at("/details/causes").findValuesAsText("field"))
        .containsExactlyInAnyOrder("spec.replicas", "spec.mode", ".spec.replicas");
  }

  @Test
  void anUpdateMustNameItsVersion() {
    thing("versioned", "");
    Answer refused =
        send(
            "PUT " + things + "/versioned",
            "{'apiVersion':'%s/v1','kind':'Thing','metadata':{'name':'versioned'}}"
                .formatted(group));
    assertThat(refused.code()).isEqualTo(422);
    assertThat(refused.text("message")).contains("metadata.resourceVersion: Invalid value: 0x0");
  }

  @Test
  void strategicMergeIsNotForCustomResources() {
    thing("merged", "");
    Answer refused = send("STRATEGIC " + things + "/merged", "{}");
    assertThat(refused.code()).isEqualTo(415);
    assertThat(refused.text("reason")).isEqualTo("UnsupportedMediaType");
  }

  @Test
  void unknownFieldsAreRefusedIfStrict() {
    String body = "{'apiVersion':'%s/v1','kind':'Thing','metadata':{'name':'u'},'spec':{'foo':1}}";
    Answer refused = send("POST " + things + "?fieldValidation=Strict", body.formatted(group));
    assertThat(refused.code()).isEqualTo(400);
    assertThat(refused.text("message"))
        .contains("strict decoding error: unknown field \"spec.foo\"");
    Answer dropped = send("POST " + things, body.formatted(group));
    assertThat(Contract.at(dropped, "/spec/foo")).isEmpty();
  }

  @Test
  void aFaultThatWasThereBeforeDoesNotHinderAnUpdate() {
    thing("loose", ",'spec':{'mode':'A'}");
    String enumeration =
        "/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/mode/enum";
    String stricter = "[{'op':'replace','path':'%s','value':['B']}]".formatted(enumeration);
    assertThat(send("JSON " + CRDS + "/things." + group, stricter).code()).isEqualTo(200);
    Awaitility.await().until(() -> thing("late", ",'spec':{'mode':'A'}").code() == 422);
    assertThat(send("MERGE " + things + "/loose", "{'spec':{'replicas':2}}").code()).isEqualTo(200);
    assertThat(send("MERGE " + things + "/loose", "{'spec':{'mode':'C'}}").code()).isEqualTo(422);
  }

  @Test
  void rulesThatAreNotEvaluatedAreReported() {
    Assumptions.assumeTrue(cluster.isEmbedded(), "needs devcluster: others evaluate all of CEL");
    String rules = "/spec/versions/0/schema/openAPIV3Schema/x-kubernetes-validations";
    String add =
        "[{'op':'add','path':'%s','value':[{'rule':'!format.uuid().validate(self.kind).hasValue()'},{'rule':'has(self.kind)'}]}]"
            .formatted(rules);
    assertThat(send("JSON " + CRDS + "/things." + group, add).code()).isEqualTo(200);
    Awaitility.await()
        .untilAsserted(
            () -> {
              Answer crd = send("GET " + CRDS + "/things." + group, "");
              assertThat(Contract.at(crd, "/status/conditions/2/type"))
                  .isEqualTo("RulesNotEvaluated");
              assertThat(Contract.at(crd, "/status/conditions/2/message"))
                  .contains("format.uuid()")
                  .doesNotContain("has(self.kind)");
            });
    String remove = "[{'op':'remove','path':'%s'}]".formatted(rules);
    assertThat(send("JSON " + CRDS + "/things." + group, remove).code()).isEqualTo(200);
    Awaitility.await()
        .until(
            () ->
                Contract.at(send("GET " + CRDS + "/things." + group, ""), "/status/conditions/2")
                    .isEmpty());
  }

  @Test
  void aTypeGoesWithItsDefinitionAndItsObjectsFirst() {
    thing("held", "");
    send("MERGE " + things + "/held", "{'metadata':{'finalizers':['a.b/c']}}");
    send("DELETE " + CRDS + "/things." + group, "");
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(
                        send("GET " + things + "/held", "").text("metadata", "deletionTimestamp"))
                    .isNotEmpty());
    assertThat(thing("late", "").code()).isEqualTo(405);
    send("MERGE " + things + "/held", "{'metadata':{'finalizers':null}}");
    Awaitility.await().until(() -> send("GET " + things, "").code() == 404);
    Awaitility.await().until(() -> send("GET " + CRDS + "/things." + group, "").code() == 404);
  }
}
