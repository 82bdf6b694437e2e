package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.schema.Faults;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Defaults and checks of ConfigMaps and Secrets. Stateless. */
final class ConfigRules {
  private static final int MAX_BYTES = 1024 * 1024;
  private static final Map<String, List<String>> REQUIRED_KEYS =
      Map.of(
          "kubernetes.io/tls", List.of("tls.crt", "tls.key"),
          "kubernetes.io/dockerconfigjson", List.of(".dockerconfigjson"),
          "kubernetes.io/dockercfg", List.of(".dockercfg"),
          "kubernetes.io/ssh-auth", List.of("ssh-privatekey"));

  private ConfigRules() {}

  /** Texts become bytes, and win over bytes of the same key; the type is Opaque unless said. */
  static void secretDefaults(ObjectNode secret) {
    if (secret.remove("stringData") instanceof ObjectNode texts) {
      for (Map.Entry<String, JsonNode> e : texts.properties()) {
        byte[] bytes = e.getValue().asText().getBytes(StandardCharsets.UTF_8);
        secret
            .withObjectProperty("data")
            .put(e.getKey(), Base64.getEncoder().encodeToString(bytes));
      }
    }
    Fill.text(secret, "type", "Opaque");
  }

  static void configMap(At config, FaultList faults) {
    At data = config.field("data");
    long bytes = 0;
    for (String key : data.keys()) {
      keyForm(data.key(key), key, faults);
      if (config.field("binaryData").value().has(key)) {
        faults.invalid(data.key(key), key, "duplicate of key present in binaryData");
      }
      bytes += data.key(key).text().getBytes(StandardCharsets.UTF_8).length;
    }
    At binary = config.field("binaryData");
    for (String key : binary.keys()) {
      keyForm(binary.key(key), key, faults);
      bytes += decodedBytes(binary.key(key).text());
    }
    tooLong(bytes, "[]", faults);
  }

  static void secret(At secret, FaultList faults) {
    At data = secret.field("data");
    long bytes = 0;
    for (String key : data.keys()) {
      keyForm(data.key(key), key, faults);
      bytes += decodedBytes(data.key(key).text());
    }
    tooLong(bytes, "data", faults);
    String type = secret.field("type").text();
    for (String key : REQUIRED_KEYS.getOrDefault(type, List.of())) {
      if (!data.value().has(key)) {
        faults.required(data.key(key));
      }
    }
    byType(secret, type, faults);
  }

  private static void byType(At secret, String type, FaultList faults) {
    At data = secret.field("data");
    if (type.equals("kubernetes.io/basic-auth")
        && !data.value().has("username")
        && !data.value().has("password")) {
      faults.required(data.key("username"));
      faults.required(data.key("password"));
    }
    At account =
        secret.field("metadata").field("annotations").key("kubernetes.io/service-account.name");
    if (type.equals("kubernetes.io/service-account-token") && account.isBlank()) {
      faults.required(account);
    }
  }

  /** A thing that says it is immutable stays as it is, and keeps saying so. */
  static void unchanged(At object, JsonNode before, List<String> fields, FaultList faults) {
    if (!before.path("immutable").asBoolean()) {
      return;
    }
    String words = "field is immutable when `immutable` is set";
    if (!object.field("immutable").value().asBoolean()) {
      faults.forbidden(object.field("immutable"), words);
    }
    for (String field : fields) {
      if (!object.value().path(field).equals(before.path(field))) {
        faults.forbidden(object.field(field), words);
      }
    }
  }

  private static void keyForm(At at, String key, FaultList faults) {
    Names.configKey(key).forEach(message -> faults.invalid(at, key, message));
  }

  private static void tooLong(long bytes, String path, FaultList faults) {
    if (bytes > MAX_BYTES) {
      faults.add(Faults.tooLong(path, MAX_BYTES));
    }
  }

  private static long decodedBytes(String base64) {
    long padding = base64.chars().filter(c -> c == '=').count();
    return base64.length() / 4 * 3L - padding;
  }
}
