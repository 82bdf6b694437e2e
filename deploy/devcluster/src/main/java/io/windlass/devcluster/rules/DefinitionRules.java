package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a CustomResourceDefinition must be: its names, versions and their schemas. The checks that a
 * rule of CEL compiles and that a default obeys its schema are not made here. Stateless.
 */
final class DefinitionRules {
  private static final List<String> COLUMN_TYPES =
      List.of("boolean", "date", "integer", "number", "string");
  private static final List<String> COLUMN_FORMATS =
      List.of("byte", "date", "date-time", "double", "float", "int32", "int64", "password");

  private DefinitionRules() {}

  static void validate(At definition, FaultList faults) {
    At spec = definition.field("spec");
    At name = definition.field("metadata").field("name");
    String plural = spec.field("names").field("plural").text();
    if (!name.text().equals(plural + "." + spec.field("group").text())) {
      faults.invalid(name, "must be spec.names.plural+\".\"+spec.group");
    }
    group(spec.field("group"), faults);
    if (spec.field("scope").isBlank()) {
      faults.required(spec.field("scope"));
    } else {
      faults.oneOf(spec.field("scope"), List.of("Cluster", "Namespaced"));
    }
    versions(spec.field("versions"), faults);
    names(spec.field("names"), faults);
    if (spec.field("preserveUnknownFields").value().asBoolean()) {
      String words =
          "cannot set to true, set x-kubernetes-preserve-unknown-fields to true in"
              + " spec.versions[*].schema instead";
      faults.invalid(spec.field("preserveUnknownFields"), words);
    }
    conversion(spec.field("conversion"), faults);
    storedVersions(definition, faults);
  }

  private static void group(At group, FaultList faults) {
    if (group.isBlank()) {
      faults.required(group);
    } else if (!group.text().contains(".")) {
      faults.invalid(group, "should be a domain with at least one dot");
    } else {
      faults.format(group, Names::subdomain);
    }
  }

  private static void names(At names, FaultList faults) {
    for (String field : List.of("plural", "singular", "kind", "listKind")) {
      At name = names.field(field);
      boolean cased = field.endsWith("ind");
      if (name.isBlank()) {
        faults.required(name);
      } else if (cased) {
        Names.label1035(name.text().toLowerCase(Locale.ROOT))
            .forEach(
                m -> faults.invalid(name, "may have mixed case, but should otherwise match: " + m));
      } else {
        faults.format(name, Names::label1035);
      }
    }
    for (String field : List.of("shortNames", "categories")) {
      names.field(field).elements().forEach(name -> faults.format(name, Names::label1035));
    }
    At kind = names.field("kind");
    if (!kind.isBlank() && kind.text().equals(names.field("listKind").text())) {
      faults.invalid(names.field("listKind"), "kind and listKind may not be the same");
    }
  }

  private static void versions(At versions, FaultList faults) {
    Set<String> seen = new HashSet<>();
    int stored = 0;
    boolean repeated = false;
    List<At> elements = versions.elements();
    for (At version : elements) {
      faults.format(version.field("name"), Names::label1035);
      repeated |= !seen.add(version.field("name").text());
      stored += version.field("storage").value().asBoolean() ? 1 : 0;
      version(version, elements.size() == 1, faults);
    }
    String shown =
        "[" + String.join(", ", elements.stream().map(v -> v.field("name").text()).toList()) + "]";
    if (repeated) {
      faults.invalidShown(versions, shown, "must contain unique version names");
    }
    if (stored != 1) {
      faults.invalidShown(
          versions, shown, "must have exactly one version marked as storage version");
    }
  }

  // The API server names parts of a definition's only version as if they were the definition's.
  private static void version(At version, boolean only, FaultList faults) {
    String path = only ? "spec" : version.path();
    At schema = version.field("schema").field("openAPIV3Schema");
    if (schema.isSet()) {
      String root = only ? "spec.validation" : version.path() + ".schema";
      SchemaRules.validate(schema.as(root + ".openAPIV3Schema"), faults);
    } else {
      faults.required(schema, "schemas are required");
    }
    At scale = version.field("subresources").field("scale").as(path + ".subresources.scale");
    if (scale.isSet()) {
      replicasPath(scale.field("specReplicasPath"), ".spec.", faults);
      replicasPath(scale.field("statusReplicasPath"), ".status.", faults);
      selectorPath(scale.field("labelSelectorPath"), faults);
    }
    At columns = version.field("additionalPrinterColumns");
    columns.as(path + ".additionalPrinterColumns").elements().forEach(c -> column(c, faults));
  }

  private static void replicasPath(At path, String under, FaultList faults) {
    if (path.isBlank()) {
      faults.required(path);
    } else if (!path.text().startsWith(".")) {
      faults.invalid(path, "must be a simple json path starting with .");
    } else if (!path.text().startsWith(under)) {
      String words = "should be a json path under " + under.substring(0, under.length() - 1);
      faults.invalid(path, words);
    }
  }

  private static void selectorPath(At path, FaultList faults) {
    if (path.isBlank()) {
      return;
    }
    if (!path.text().startsWith(".spec.") && !path.text().startsWith(".status.")) {
      faults.invalid(path, "should be a json path under either .spec or .status");
    }
  }

  private static void column(At column, FaultList faults) {
    if (column.field("name").isBlank()) {
      faults.required(column.field("name"));
    }
    if (!COLUMN_TYPES.contains(column.field("type").text())) {
      faults.invalid(column.field("type"), "must be one of " + String.join(",", COLUMN_TYPES));
    }
    At format = column.field("format");
    if (!format.isBlank() && !COLUMN_FORMATS.contains(format.text())) {
      faults.invalid(format, "must be one of " + String.join(",", COLUMN_FORMATS));
    }
    At path = column.field("jsonPath").as(column.path() + ".JSONPath");
    if (path.isBlank()) {
      faults.required(path);
    } else if (!path.text().startsWith(".")) {
      faults.invalid(path, "must be a simple json path starting with .");
    }
  }

  private static void conversion(At conversion, FaultList faults) {
    At strategy = conversion.field("strategy");
    At webhook = conversion.field("webhook");
    // Faults name parts of the webhook as if they were the conversion's own.
    At client = webhook.field("clientConfig").as(conversion.path() + ".webhookClientConfig");
    At versions =
        webhook
            .field("conversionReviewVersions")
            .as(conversion.path() + ".conversionReviewVersions");
    faults.oneOf(strategy, List.of("None", "Webhook"));
    if (strategy.text().equals("Webhook")) {
      if (client.isSet()) {
        ClientConfigRules.validate(client, faults);
      } else {
        faults.required(client, "required when strategy is set to Webhook");
      }
      HookConfigurationRules.reviewVersions(versions, faults);
    } else {
      String words = "should not be set when strategy is not set to Webhook";
      if (client.isSet()) {
        faults.forbidden(client, words);
      }
      if (!versions.value().isEmpty()) {
        faults.forbidden(versions, words);
      }
    }
  }

  private static void storedVersions(At definition, FaultList faults) {
    At stored = definition.field("status").field("storedVersions");
    List<String> names =
        definition.field("spec").field("versions").elements().stream()
            .map(version -> version.field("name").text())
            .toList();
    if (stored.value().isEmpty()) {
      faults.invalidShown(stored, "[]string(nil)", "must have at least one stored version");
    }
    for (At version : stored.elements()) {
      if (!names.contains(version.text())) {
        faults.invalid(version, "must appear in spec.versions");
      }
    }
  }

  static void validateUpdate(At definition, JsonNode before, FaultList faults) {
    At spec = definition.field("spec");
    boolean established =
        before
            .path("status")
            .path("conditions")
            .valueStream()
            .anyMatch(
                c ->
                    c.path("type").asText().equals("Established")
                        && c.path("status").asText().equals("True"));
    unchanged(spec.field("group"), before.path("spec").path("group"), faults);
    At plural = spec.field("names").field("plural");
    unchanged(plural, before.path("spec").path("names").path("plural"), faults);
    if (established) {
      unchanged(spec.field("scope"), before.path("spec").path("scope"), faults);
      At kind = spec.field("names").field("kind");
      unchanged(kind, before.path("spec").path("names").path("kind"), faults);
    }
    if (faults.causes().isEmpty()) {
      validate(definition, faults);
    }
  }

  private static void unchanged(At at, JsonNode before, FaultList faults) {
    if (!at.value().equals(before)) {
      faults.invalid(at, "field is immutable");
    }
  }
}
