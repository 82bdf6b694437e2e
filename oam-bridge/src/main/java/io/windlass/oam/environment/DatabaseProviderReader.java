package io.windlass.oam.environment;

import io.windlass.oam.document.Node;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Reads where databases come from. */
final class DatabaseProviderReader {
  private DatabaseProviderReader() {}

  static DatabaseProvider read(Node database) {
    database.only("provider", "claim", "inCluster", "existing", "keys");
    Map<String, String> keys = keys(database);
    return switch (database
        .word("provider", "none", "claim", "in-cluster", "existing")
        .orElse("none")) {
      case "claim" -> claim(database, keys);
      case "in-cluster" -> inCluster(database.child("inCluster"));
      case "existing" -> existing(database.child("existing"), keys);
      default -> new DatabaseProvider.None();
    };
  }

  private static Map<String, String> keys(Node database) {
    Map<String, String> keys = database.textMap("keys");
    database.child("keys").only(names());
    return keys;
  }

  private static String[] names() {
    return Arrays.stream(ConnectionKey.values()).map(ConnectionKey::word).toArray(String[]::new);
  }

  private static DatabaseProvider claim(Node database, Map<String, String> keys) {
    Node claim = database.child("claim");
    claim.only("template");
    if (!claim.has("template")) {
      claim.missing("template");
      return new DatabaseProvider.None();
    }
    Node template = claim.child("template");
    template.requiredText("apiVersion");
    template.requiredText("kind");
    return new DatabaseProvider.Claim(template.json().object(), keys);
  }

  private static DatabaseProvider inCluster(Node inCluster) {
    inCluster.only("image");
    return new DatabaseProvider.InCluster(inCluster.text("image"));
  }

  private static DatabaseProvider existing(Node existing, Map<String, String> keys) {
    existing.only("secretName");
    Optional<String> name = existing.text("secretName").filter(text -> !text.isEmpty());
    return new DatabaseProvider.Existing(name, keys);
  }
}
