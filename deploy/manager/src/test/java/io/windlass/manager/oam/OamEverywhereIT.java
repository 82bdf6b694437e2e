package io.windlass.manager.oam;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.windlass.controllers.adapter.system.VirtualThreadScheduler;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.manager.access.CustomResources;
import io.windlass.manager.wiring.ControllerRuntime;
import io.windlass.manager.wiring.RuntimeSettings;
import io.windlass.runtime.control.Term;
import io.windlass.runtime.port.RuntimeMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One application with a database, its files unchanged, ready on three unlike clusters. */
class OamEverywhereIT {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Path SAMPLES =
      Path.of(System.getProperty("windlass.root"), "deploy/samples/oam");
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

  @ParameterizedTest(name = "on {0} its database is a {1}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          environment  | claim                                            | orders are                       | and read             | at
          public-cloud | database.example.org/v1alpha1 PostgreSQLInstance | apps.kruise.io/v1alpha1 CloneSet | orders-db-connection | endpoint
          private      | apps/v1 StatefulSet                              | apps.kruise.io/v1alpha1 CloneSet | orders-db-connection | host
          edge         | v1 ConfigMap                                     | apps/v1 Deployment               | site-database        | host
          """)
  void isReady(String environment, String claim, String orders, String secret, String key)
      throws Exception {
    Assumptions.assumeTrue(System.getProperty("windlass.cluster") == null, "needs devcluster");
    OamCluster cluster = new OamCluster().start();
    try {
      new CustomResources(cluster.client()).install();
      cluster.apply(CLAIMS);
      manage(cluster, environment);
      cluster.apply(Files.readString(SAMPLES.resolve("developer/orders.yaml")));
      cluster.apply(Files.readString(SAMPLES.resolve("operator/shop.yaml")));
      provide(cluster, environment);
      await("ready on " + environment)
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(200))
          .until(() -> readiness(cluster), "True"::equals);
      assertThat(find(cluster, claim, "orders-db")).isPresent();
      Json variable = databaseHost(find(cluster, orders, "orders").orElseThrow());
      assertThat(variable.text("name")).contains(secret);
      assertThat(variable.text("key")).contains(key);
      assertThat(password(cluster, secret)).isNotBlank().doesNotContain("$");
    } finally {
      cluster.stop();
    }
  }

  private static void manage(OamCluster cluster, String environment)
      throws IOException, InterruptedException {
    VirtualThreadScheduler threads = cluster.keep(new VirtualThreadScheduler());
    cluster.keep(
        ControllerRuntime.startInTerm(
            cluster.client(),
            threads.platform(RuntimeMetrics.NONE),
            RuntimeSettings.DEFAULT
                .watching(Set.of(cluster.namespace()))
                .with(new RuntimeSettings.Oam(Optional.of(environment), true)),
            Term.UNCONTESTED));
  }

  /** What others do: the provider of claims, and the operator of the site. */
  private static void provide(OamCluster cluster, String environment) {
    switch (environment) {
      case "public-cloud" -> {
        Json.Obj claim =
            await("the claim")
                .atMost(PATIENCE)
                .until(
                    () ->
                        find(
                            cluster,
                            "database.example.org/v1alpha1 PostgreSQLInstance",
                            "orders-db"),
                    Optional::isPresent)
                .orElseThrow();
        String secret = claim.text("spec", "writeConnectionSecretToRef", "name").orElseThrow();
        cluster.apply(secret(secret, "endpoint"));
        cluster
            .client()
            .genericKubernetesResources("database.example.org/v1alpha1", "PostgreSQLInstance")
            .withName("orders-db")
            .subresource("status")
            .patch(
                PatchContext.of(PatchType.JSON_MERGE),
                "{\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}");
      }
      case "edge" -> cluster.apply(secret("site-database", "host"));
      default -> {}
    }
  }

  private static String secret(String name, String host) {
    return """
    apiVersion: v1
    kind: Secret
    metadata: {name: %s}
    stringData: {%s: db.example.org, password: geheim}
    """
        .formatted(name, host);
  }

  private static String readiness(OamCluster cluster) {
    return find(cluster, "core.oam.dev/v1alpha2 ApplicationConfiguration", "shop")
        .orElseThrow()
        .items("status", "conditions")
        .stream()
        .filter(each -> each.text("type").orElse("").equals("Ready"))
        .map(each -> each.text("status").orElse(""))
        .findFirst()
        .orElse("");
  }

  private static Json databaseHost(Json.Obj workload) {
    return workload.items("spec", "template", "spec", "containers").stream()
        .flatMap(container -> container.items("env").stream())
        .filter(each -> each.text("name").orElse("").equals("DATABASE_HOST"))
        .map(each -> each.object("valueFrom", "secretKeyRef"))
        .findFirst()
        .orElseThrow();
  }

  private static String password(OamCluster cluster, String secret) {
    String encoded =
        find(cluster, "v1 Secret", secret).orElseThrow().text("data", "password").orElseThrow();
    return new String(Base64.getDecoder().decode(encoded), UTF_8);
  }

  private static Optional<Json.Obj> find(OamCluster cluster, String kind, String name) {
    String[] parts = kind.split(" ", 2);
    return Optional.ofNullable(
            cluster
                .client()
                .genericKubernetesResources(parts[0], parts[1])
                .inNamespace(cluster.namespace())
                .withName(name)
                .get())
        .map(found -> (Json.Obj) JsonText.parse(Serialization.asJson(found)));
  }
}
