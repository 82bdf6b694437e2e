package io.windlass.oam.database;

import io.windlass.core.model.Json;
import io.windlass.oam.environment.ConnectionKey;
import io.windlass.oam.environment.DatabaseProvider;
import io.windlass.oam.environment.Environment;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes the objects of a database in an environment. Stateless. */
public final class DatabaseRenderer {
  private DatabaseRenderer() {}

  /** What the environment makes of a request. */
  public static DatabaseOutcome render(DatabaseRequest request, Environment environment) {
    return switch (environment.database()) {
      case DatabaseProvider.None() ->
          new DatabaseOutcome.Refused(
              "environment \"%s\" provides no databases; its field database.provider can be claim,"
                      .formatted(environment.name())
                  + " in-cluster or existing");
      case DatabaseProvider.Claim(Json.Obj template, Map<String, String> keys) ->
          claim(request, template, keys);
      case DatabaseProvider.InCluster(Optional<String> image) ->
          inCluster(new PostgresServer(request, image, environment));
      case DatabaseProvider.Existing(Optional<String> secretName, Map<String, String> keys) ->
          request
              .secretName()
              .or(() -> secretName)
              .<DatabaseOutcome>map(name -> existing(name, keys))
              .orElseGet(() -> new DatabaseOutcome.Refused(noSecret(environment)));
    };
  }

  /** The name of the Secret that is made for a request. */
  public static String secretName(DatabaseRequest request) {
    return request.name() + "-connection";
  }

  private static DatabaseOutcome claim(
      DatabaseRequest request, Json.Obj template, Map<String, String> keys) {
    Json.Obj filled = ClaimTemplate.fill(template, request);
    return new DatabaseOutcome.Provided(
        List.of(filled),
        new Connection(secretName(request), byKey(keys)),
        "claimed as " + filled.text("kind").orElse(""));
  }

  private static DatabaseOutcome inCluster(PostgresServer server) {
    return new DatabaseOutcome.Provided(
        List.of(server.secret(), server.service(), server.statefulSet()),
        new Connection(secretName(server.request()), Map.of()),
        "PostgreSQL in the cluster");
  }

  private static DatabaseOutcome existing(String secretName, Map<String, String> keys) {
    return new DatabaseOutcome.Provided(
        List.of(), new Connection(secretName, byKey(keys)), "Secret " + secretName);
  }

  private static String noSecret(Environment environment) {
    return ("databases of environment \"%s\" exist already: set the parameter behind the setting"
            + " secretName to the Secret with the connection")
        .formatted(environment.name());
  }

  private static Map<ConnectionKey, String> byKey(Map<String, String> keys) {
    return keys.entrySet().stream()
        .filter(each -> ConnectionKey.of(each.getKey()).isPresent())
        .collect(
            Collectors.toMap(
                each -> ConnectionKey.of(each.getKey()).orElseThrow(),
                Map.Entry::getValue,
                (first, _) -> first,
                () -> new EnumMap<>(ConnectionKey.class)));
  }
}
