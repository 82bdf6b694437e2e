package io.windlass.oam.database;

import io.windlass.core.model.Json;
import io.windlass.oam.environment.ConnectionKey;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a database is reached: a Secret beside the application.
 *
 * @param keys the Secret's names for our keys, where they differ
 */
public record Connection(String secretName, Map<ConnectionKey, String> keys) {
  public Connection {
    keys = Map.copyOf(keys);
  }

  /** The variables that users get unless they ask for others. */
  public static Map<String, ConnectionKey> defaultVariables(String prefix) {
    Map<String, ConnectionKey> variables = new TreeMap<>();
    for (ConnectionKey key : ConnectionKey.values()) {
      variables.put(prefix + key.name(), key);
    }
    return variables;
  }

  /** The name of a key in the Secret. */
  public String key(ConnectionKey key) {
    return keys.getOrDefault(key, key.word());
  }

  /** The environment of a container that uses the database, by the names of its variables. */
  public List<Json.Obj> env(Map<String, ConnectionKey> variables) {
    return new TreeMap<>(variables)
        .entrySet().stream().map(each -> variable(each.getKey(), each.getValue())).toList();
  }

  /** A variable whose value is one key. */
  public Json.Obj variable(String name, ConnectionKey key) {
    Json.Obj reference = Json.Obj.EMPTY.with("name", secretName).with("key", key(key));
    return Json.Obj.EMPTY
        .with("name", name)
        .with("valueFrom", Json.Obj.EMPTY.with("secretKeyRef", reference));
  }
}
