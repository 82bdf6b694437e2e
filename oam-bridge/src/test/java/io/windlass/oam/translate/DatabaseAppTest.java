package io.windlass.oam.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.oam.catalogue.Catalogue;
import io.windlass.oam.document.Problems;
import io.windlass.oam.environment.EnvironmentReader;
import io.windlass.oam.environment.Served;
import io.windlass.oam.yaml.YamlText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One application with a database, unchanged in unlike environments and in both generations. */
class DatabaseAppTest {
  private static final String FIRST =
      """
      kind: ComponentSchematic
      metadata: {name: orders-database}
      spec:
        workloadType: oam.windlass.io/v1alpha1.Database
        workloadSettings:
        - {name: version, type: string, value: "16"}
        - {name: database, type: string, value: orders}
      ---
      kind: ComponentSchematic
      metadata: {name: orders}
      spec:
        workloadType: core.oam.dev/v1alpha1.Server
        containers:
        - {name: web, image: shop/orders:1, ports: [{name: http, containerPort: 8080}]}
      ---
      kind: ApplicationConfiguration
      metadata: {name: shop, namespace: shop}
      spec:
        components:
        - {componentName: orders-database, instanceName: orders-db}
        - componentName: orders
          instanceName: orders
          traits:
          - {name: database-binding, properties: {database: orders-db, env: {PGHOST: host, PGPASSWORD: password}}}
      """;

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          environment  | made                                                                                       | variables
          public-cloud | Service/orders, PostgreSQLInstance/orders-db, CloneSet/orders                              | PGHOST=orders-db-connection.endpoint, PGPASSWORD=orders-db-connection.password
          private      | Secret/orders-db-connection, Service/orders-db, Service/orders, StatefulSet/orders-db, CloneSet/orders | PGHOST=orders-db-connection.host, PGPASSWORD=orders-db-connection.password
          edge         | Service/orders, ConfigMap/orders-db, Deployment/orders                                     | PGHOST=site-database.host, PGPASSWORD=site-database.password
          """)
  void runsUnchanged(String environment, String made, String variables) {
    Translation translation =
        Cases.translate(FIRST, Cases.place(environment, Served.withWindlass()));
    assertThat(Cases.errors(translation)).isEmpty();
    assertThat(Cases.names(translation)).containsExactlyInAnyOrder(made.split(", "));
    Json.Obj user =
        Cases.object(translation, environment.equals("edge") ? "Deployment" : "CloneSet");
    Json container = user.items("spec", "template", "spec", "containers").getFirst();
    assertThat(container.items("env").stream().map(DatabaseAppTest::source))
        .containsExactly(variables.split(", "));
  }

  private static String source(Json variable) {
    Json reference = variable.object("valueFrom", "secretKeyRef");
    return variable.text("name").orElseThrow()
        + "="
        + reference.text("name").orElseThrow()
        + "."
        + reference.text("key").orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"public-cloud", "private"})
  void whatIsMadeBelongsToTheApplication(String environment) {
    Translation translation =
        Cases.translate(FIRST, Cases.place(environment, Served.withWindlass()));
    assertThat(translation.objects())
        .allSatisfy(
            each -> {
              assertThat(each.object().text("metadata", "namespace")).contains("shop");
              assertThat(each.object().text("metadata", "labels", "app.oam.dev/name"))
                  .contains("shop");
            });
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          an operator or developer who writes | instead of                  | reads
          database: nowhere,                  | database: orders-db,        | NoSuchDatabase spec.components[1].traits[0].properties.database
          database: orders,                   | database: orders-db,        | NoSuchDatabase spec.components[1].traits[0].properties.database
          PGHOST: hots                        | PGHOST: host                | InvalidValue spec.components[1].traits[0].properties.env.PGHOST
          value: newest                       | value: "16"                 | InvalidValue spec.workloadSettings[0].value
          name: engine                        | name: version               | InvalidValue spec.workloadSettings[0].name
          """)
  void isToldWhere(String instead, String written, String reads) {
    Translation translation =
        Cases.translate(
            FIRST.replace(written, instead), Cases.place("private", Served.withWindlass()));
    assertThat(Cases.errors(translation)).contains(reads);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {version: 16, storage: 5Gi} |
          {version: new}              | InvalidValue spec.workload.spec.version
          {engine: mysql}             | UnknownField spec.workload.spec.engine
          """)
  void theSecondGenerationEmbedsIt(String spec, String reads) {
    Translation translation =
        Cases.translate(
            """
            kind: Component
            metadata: {name: db}
            spec: {workload: {apiVersion: oam.windlass.io/v1alpha1, kind: Database, spec: %s}}
            ---
            kind: ApplicationConfiguration
            metadata: {name: shop, namespace: shop}
            spec: {components: [{componentName: db, traits: []}]}
            """
                .formatted(spec),
            Cases.place("private", Served.withWindlass()));
    assertThat(Cases.errors(translation)).isEqualTo(reads == null ? List.of() : List.of(reads));
  }

  @Test
  void whereNobodyProvidesOneTheOperatorIsTold() {
    Json.Obj bare = YamlText.objects("{metadata: {name: bare}, spec: {}}").getFirst();
    Inputs.Place place =
        new Inputs.Place(
            Catalogue.empty(),
            EnvironmentReader.read(bare, new Problems()),
            Served.withWindlass(),
            Live.nothing());
    assertThat(Cases.said(Cases.translate(FIRST, place)))
        .anySatisfy(said -> assertThat(said).contains("DatabaseNotProvided").contains("bare"));
  }
}
