package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.devcluster.Http.Answer;
import java.util.UUID;

/** A custom resource in two versions: v1, which is stored, says size where v2 says length. */
record TwoVersions(TestCluster cluster, String group) {
  static final String CRDS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

  static TwoVersions in(TestCluster cluster) {
    return new TwoVersions(cluster, "g" + UUID.randomUUID().toString().substring(0, 8) + ".test");
  }

  Answer send(String request, String body) {
    return Contract.send(cluster, request, body);
  }

  /** The address of the definition. */
  String definition() {
    return CRDS + "/things." + group;
  }

  /** Defines the type with this {@code spec.conversion}. */
  void define(String conversion) {
    String crd =
        "{'metadata':{'name':'things.%1$s'},'spec':{'group':'%1$s','scope':'Namespaced','names':{'plural':'things','kind':'Thing'},'conversion':%2$s,'versions':[%3$s,%4$s]}}"
            .formatted(
                group, conversion, version("v1", true, "size"), version("v2", false, "length"));
    Answer created = send("POST " + CRDS, crd);
    assertThat(created.code()).as(created.body().toString()).isEqualTo(201);
    TestHooks.soon().until(() -> send("GET " + things("v2"), "").code() == 200);
  }

  static String version(String name, boolean stored, String field) {
    return "{'name':'%s','served':true,'storage':%s,'schema':{'openAPIV3Schema':{'type':'object','properties':{'spec':{'type':'object','properties':{'%s':{'type':'integer'},'shared':{'type':'string'}}}}}}}"
        .formatted(name, stored, field);
  }

  Answer change(String operation, String path, String value) {
    String patch = "[{'op':'%s','path':'%s','value':%s}]".formatted(operation, path, value);
    return send("JSON " + definition(), patch);
  }

  void undefine() {
    // Objects that cannot be converted must not keep their definition.
    change("replace", "/spec/conversion", "{'strategy':'None'}");
    send("DELETE " + definition(), "");
  }

  String things(String version) {
    return "/apis/" + group + "/" + version + "/namespaces/{ns}/things";
  }

  Answer create(String version, String name, String spec) {
    return send(
        "POST " + things(version),
        "{'apiVersion':'%s/%s','kind':'Thing','metadata':{'name':'%s'},'spec':{%s}}"
            .formatted(group, version, name, spec));
  }
}
