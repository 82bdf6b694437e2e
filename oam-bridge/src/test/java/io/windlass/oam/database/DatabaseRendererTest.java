package io.windlass.oam.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.oam.document.Problems;
import io.windlass.oam.environment.ConnectionKey;
import io.windlass.oam.environment.Environment;
import io.windlass.oam.environment.EnvironmentReader;
import io.windlass.oam.environment.ShippedEnvironments;
import io.windlass.oam.yaml.YamlText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One request for a database in unlike environments. */
class DatabaseRendererTest {
  private static final DatabaseRequest ORDERS =
      new DatabaseRequest(
          "shop", "orders-db", "orders", "16", "2Gi", Optional.empty(), Map.of("app", "orders-db"));

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          environment  | makes                                                                  | users read           | host from
          public-cloud | PostgreSQLInstance orders-db                                           | orders-db-connection | endpoint
          private      | Secret orders-db-connection, Service orders-db, StatefulSet orders-db  | orders-db-connection | host
          edge         |                                                                        | site-database        | host
          """)
  void provides(String environment, String makes, String secret, String host) {
    DatabaseOutcome.Provided provided =
        provided(ORDERS, ShippedEnvironments.named(environment).orElseThrow());
    assertThat(
            provided.objects().stream()
                .map(each -> each.text("kind").orElseThrow() + " " + name(each))
                .collect(Collectors.joining(", ")))
        .isEqualTo(makes == null ? "" : makes);
    assertThat(provided.objects())
        .allSatisfy(each -> assertThat(each.text("metadata", "namespace")).contains("shop"));
    Json.Obj variable = provided.connection().variable("DB_HOST", ConnectionKey.HOST);
    assertThat(variable.text("valueFrom", "secretKeyRef", "name")).contains(secret);
    assertThat(variable.text("valueFrom", "secretKeyRef", "key")).contains(host);
  }

  @Test
  void aClaimSaysWhatIsAskedForAndWhereTheSecretGoes() {
    Json.Obj claim = provided(ORDERS, ShippedEnvironments.first()).objects().getFirst();
    assertThat(claim.object("spec"))
        .isEqualTo(
            YamlText.objects(
                    """
                    parameters: {version: "16", storage: 2Gi}
                    writeConnectionSecretToRef: {name: orders-db-connection}
                    """)
                .getFirst());
    assertThat(claim.text("metadata", "labels", "app")).contains("orders-db");
  }

  @Test
  void theServerInTheClusterReadsTheSecretThatItsUsersRead() {
    Environment environment =
        environment("{database: {provider: in-cluster}, storageClassName: fast}");
    List<Json.Obj> objects = provided(ORDERS, environment).objects();
    Json.Obj spec = objects.get(2).object("spec");
    Json container = spec.items("template", "spec", "containers").getFirst();
    assertThat(container.text("image")).contains("postgres:16");
    assertThat(container.items("env").getFirst().text("valueFrom", "secretKeyRef", "name"))
        .contains("orders-db-connection");
    assertThat(spec.items("volumeClaimTemplates").getFirst().text("spec", "storageClassName"))
        .contains("fast");
    assertThat(spec.object("selector", "matchLabels"))
        .isEqualTo(objects.get(1).object("spec", "selector"));
    assertThat(objects.getFirst().text("stringData", "uri"))
        .contains("postgresql://app:$(password)@orders-db.shop.svc:5432/orders");
  }

  @Test
  void theServerGetsWhatEveryPodGets() {
    Environment environment =
        environment("{database: {provider: in-cluster}, pods: {shareProcessNamespace: true}}");
    Json.Obj set = provided(ORDERS, environment).objects().get(2);
    assertThat(set.bool("spec", "template", "spec", "shareProcessNamespace")).contains(true);
    assertThat(set.items("spec", "template", "spec", "containers")).hasSize(1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          database                                            | component's own | users read | or hear
          {provider: none}                                    |                 |            | provides no databases
          {provider: existing}                                |                 |            | set the parameter behind the setting secretName
          {provider: existing}                                | mine            | mine       |
          {provider: existing, existing: {secretName: site}}  |                 | site       |
          {provider: existing, existing: {secretName: site}}  | mine            | mine       |
          """)
  void takesTheOperatorsSecret(String database, String own, String reads, String hears) {
    DatabaseRequest request =
        new DatabaseRequest("a", "b", "c", "17", "1Gi", Optional.ofNullable(own), Map.of());
    switch (DatabaseRenderer.render(request, environment("{database: " + database + "}"))) {
      case DatabaseOutcome.Provided provided ->
          assertThat(provided.connection().secretName()).isEqualTo(reads);
      case DatabaseOutcome.Refused(String message) ->
          assertThat(message).contains(String.valueOf(hears));
    }
  }

  @Test
  void aPasswordIsPutInOnceAndFoundAgain() {
    Json.Obj rendered =
        provided(ORDERS, environment("{database: {provider: in-cluster}}")).objects().getFirst();
    assertThat(GeneratedSecret.isOne(rendered)).isTrue();
    assertThat(GeneratedSecret.passwordOf(rendered)).isEmpty();
    Json.Obj filled = GeneratedSecret.with(rendered, "geheim");
    assertThat(GeneratedSecret.passwordOf(filled)).contains("geheim");
    assertThat(filled.text("data", "host")).contains("b3JkZXJzLWRiLnNob3Auc3Zj");
    assertThat(GeneratedSecret.with(rendered, "geheim")).isEqualTo(filled);
  }

  @Test
  void aUserHasAVariableForEachKey() {
    Connection connection = new Connection("a", Map.of(ConnectionKey.HOST, "endpoint"));
    assertThat(connection.env(Connection.defaultVariables("DATABASE_")))
        .extracting(each -> each.text("name").orElseThrow())
        .containsExactly(
            "DATABASE_DATABASE",
            "DATABASE_HOST",
            "DATABASE_PASSWORD",
            "DATABASE_PORT",
            "DATABASE_URI",
            "DATABASE_USERNAME");
  }

  private static DatabaseOutcome.Provided provided(
      DatabaseRequest request, Environment environment) {
    return (DatabaseOutcome.Provided) DatabaseRenderer.render(request, environment);
  }

  private static Environment environment(String spec) {
    return EnvironmentReader.read(
        YamlText.objects("{metadata: {name: a}, spec: " + spec + "}").getFirst(), new Problems());
  }

  private static String name(Json.Obj object) {
    return object.text("metadata", "name").orElseThrow();
  }
}
