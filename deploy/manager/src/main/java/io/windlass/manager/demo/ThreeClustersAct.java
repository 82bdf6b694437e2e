package io.windlass.manager.demo;

import io.windlass.core.model.Json;
import io.windlass.devcluster.sim.profile.ClusterProfile;
import io.windlass.oam.environment.ShippedEnvironments;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Act 6: the same files on three unlike clusters, a public cloud's, a private one and one at the
 * edge, each with the environment that it is shipped with.
 */
final class ThreeClustersAct implements Act {
  private static final String APP = "shop";
  private static final List<String> FILES =
      List.of("oam/developer/orders.yaml", "oam/operator/shop.yaml");
  private static final String CLAIM_VERSION = "database.example.org/v1alpha1";
  private static final String CLAIM = "PostgreSQLInstance";

  /** What the provider of the public cloud brings; here the story plays the provider. */
  private static final String CLAIMS =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: postgresqlinstances.database.example.org}
      spec:
        group: database.example.org
        scope: Namespaced
        names: {kind: PostgreSQLInstance, plural: postgresqlinstances}
        versions:
        - name: v1alpha1
          served: true
          storage: true
          subresources: {status: {}}
          schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
      """;

  @Override
  public int number() {
    return 6;
  }

  @Override
  public String title() {
    return "The same file on three unlike clusters";
  }

  @Override
  public void play(Stage outer, Narration told) throws IOException, InterruptedException {
    List<List<String>> rows = new ArrayList<>();
    for (String environment : ShippedEnvironments.NAMES) {
      ClusterProfile profile = ClusterProfile.named(environment).orElse(ClusterProfile.PLAIN);
      try (OamScene scene = OamScene.open(outer, environment, profile)) {
        told.command("./windlass devcluster --profile " + environment + " &");
        told.command("./windlass oam environment %s | kubectl apply -f -".formatted(environment));
        if (environment.equals("public-cloud")) {
          scene.apply(CLAIMS);
        }
        scene.apply(ShippedEnvironments.text(environment).orElseThrow());
        for (String file : FILES) {
          scene.apply(told, file);
        }
        provide(scene, environment);
        told.check(OamScene.ready(" on " + environment, scene.ready(APP)));
        rows.add(row(scene, environment));
      }
    }
    told.table(
        new ActReport.Table(
            List.of("cluster", "orders run as", "their way in", "their database is", "its Secret"),
            rows));
    told.check(
        new Check(
            "on each the same files became something else",
            rows.stream().map(row -> row.subList(1, 5)).distinct().count() == 3,
            "%d ways".formatted(rows.stream().map(row -> row.subList(1, 5)).distinct().count())));
  }

  /** What others do: the cloud's provider answers the claim, the site's operator has a Secret. */
  private static void provide(OamScene scene, String environment) throws InterruptedException {
    switch (environment) {
      case "public-cloud" -> {
        boolean _ = scene.await(() -> claim(scene).isPresent());
        Optional<String> secret =
            claim(scene).flatMap(it -> it.text("spec", "writeConnectionSecretToRef", "name"));
        secret.ifPresent(
            name -> {
              scene.apply(secret(name, "endpoint"));
              scene.status(
                  CLAIM_VERSION,
                  CLAIM,
                  "orders-db",
                  "{\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}");
            });
      }
      case "edge" -> scene.apply(secret("site-database", "host"));
      default -> {}
    }
  }

  private static Optional<Json.Obj> claim(OamScene scene) {
    return scene.find(CLAIM_VERSION, CLAIM, "orders-db");
  }

  private static String secret(String name, String host) {
    return """
    apiVersion: v1
    kind: Secret
    metadata: {name: %s}
    stringData: {%s: db.example.org, password: secret}
    """
        .formatted(name, host);
  }

  private static List<String> row(OamScene scene, String environment) {
    boolean inPlace = scene.find("apps.kruise.io/v1alpha1", "CloneSet", "orders").isPresent();
    Json.Obj workload =
        scene
            .find("apps.kruise.io/v1alpha1", "CloneSet", "orders")
            .or(() -> scene.find("apps/v1", "Deployment", "orders"))
            .orElse(Json.Obj.EMPTY);
    return List.of(
        environment,
        inPlace ? "CloneSet" : workload.text("kind").orElse("nothing"),
        scene.find("networking.k8s.io/v1", "Ingress", "orders-ingress").isPresent()
            ? "Ingress"
            : "Service only",
        database(scene),
        workload.toString().contains("site-database") ? "site-database" : "orders-db-connection");
  }

  private static String database(OamScene scene) {
    if (scene.find("apps/v1", "StatefulSet", "orders-db").isPresent()) {
      return "a StatefulSet";
    }
    return scene.isServed(CLAIM_VERSION) && claim(scene).isPresent()
        ? "a claim to the cloud"
        : "the site's";
  }
}
