package io.windlass.oam.trait;

import io.windlass.core.model.Json;
import io.windlass.oam.database.Connection;
import io.windlass.oam.document.Node;
import io.windlass.oam.environment.ConnectionKey;
import io.windlass.oam.model.Instance;
import io.windlass.oam.render.DatabaseWorkload;
import io.windlass.oam.render.Draft;
import io.windlass.oam.render.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A database of the same application, told to a container by variables out of its Secret. */
record DatabaseBinding(String database, Map<String, ConnectionKey> variables, Node properties)
    implements Trait {
  private static final String PREFIX = "DATABASE_";

  static Optional<Trait> read(Node properties) {
    properties.only("database", "prefix", "env", "containerName");
    String database = properties.requiredText("database");
    String prefix = properties.text("prefix").orElse(PREFIX);
    Map<String, ConnectionKey> variables =
        properties.has("env") ? named(properties) : Connection.defaultVariables(prefix);
    return database.isEmpty()
        ? Optional.empty()
        : Optional.of(new DatabaseBinding(database, variables, properties));
  }

  private static Map<String, ConnectionKey> named(Node properties) {
    Map<String, ConnectionKey> variables = new TreeMap<>();
    Node env = properties.child("env");
    properties
        .textMap("env")
        .forEach(
            (name, word) ->
                ConnectionKey.of(word)
                    .ifPresentOrElse(
                        key -> variables.put(name, key),
                        () -> env.errorAt(name, Node.INVALID, none(word))));
    return variables;
  }

  private static String none(String word) {
    return "\"%s\" is none of host, port, database, username, password, uri".formatted(word);
  }

  @Override
  public TraitType type() {
    return TraitType.DATABASE_BINDING;
  }

  @Override
  public Draft onto(Draft draft, Site site) {
    Optional<Instance> instance =
        site.application().instances().stream()
            .filter(each -> each.name().equals(database) && DatabaseWorkload.isOne(each))
            .findFirst();
    if (instance.isEmpty()) {
      properties.errorAt(
          "database", "NoSuchDatabase", "no database of this application is called " + database);
      return draft;
    }
    return DatabaseWorkload.connection(site, instance.get())
        .map(connection -> bound(draft, site, connection))
        .orElse(draft)
        .report(Trait.applied(this));
  }

  private Draft bound(Draft draft, Site site, Connection connection) {
    List<Json.Obj> added = connection.env(variables);
    Set<String> names = variables.keySet();
    return Containers.change(
        draft,
        site,
        properties,
        container -> {
          List<Json> env =
              container.items("env").stream()
                  .filter(each -> !names.contains(each.text("name").orElse("")))
                  .collect(Collectors.toCollection(ArrayList::new));
          env.addAll(added);
          return container.with("env", Json.of(env));
        });
  }
}
