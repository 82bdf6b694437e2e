package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a CustomResourceDefinition must be: its names, versions and their schemas. The checks that a
 * rule of CEL compiles and that a default obeys its schema are not made here. Stateless.
 */
final class DefinitionRules {
  private DefinitionRules() {}

  static void validate(At definition, FaultList faults) {
    name(definition, faults);
    content(definition, faults);
  }

  private static void name(At definition, FaultList faults) {
    At spec = definition.field("spec");
    At name = definition.field("metadata").field("name");
    String plural = spec.field("names").field("plural").text();
    String full = plural + "." + spec.field("group").text();
    for (At given : List.of(name, definition.field("metadata").field("generateName"))) {
      if (!given.isBlank() && !given.text().equals(full)) {
        faults.invalid(given, "must be spec.names.plural+\".\"+spec.group");
      }
    }
  }

  private static void content(At definition, FaultList faults) {
    At spec = definition.field("spec");
    group(spec.field("group"), faults);
    if (spec.field("scope").isBlank()) {
      faults.required(spec.field("scope"));
    } else {
      faults.oneOf(spec.field("scope"), List.of("Cluster", "Namespaced"));
    }
    DefinitionVersionRules.validate(spec.field("versions"), faults);
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
    } else if (!isOneFault(group, Names.subdomain(group.text()), faults)
        && !group.text().contains(".")) {
      faults.invalid(group, "should be a domain with at least one dot");
    }
  }

  private static void names(At names, FaultList faults) {
    for (String field : List.of("plural", "singular", "kind", "listKind")) {
      At name = names.field(field);
      boolean cased = field.endsWith("ind");
      if (name.isBlank()) {
        faults.required(name);
      } else if (cased) {
        isOneFault(name, Names.label1035(name.text().toLowerCase(Locale.ROOT)), faults);
      } else {
        isOneFault(name, Names.label1035(name.text()), faults);
      }
    }
    for (String field : List.of("shortNames", "categories")) {
      names
          .field(field)
          .elements()
          .forEach(name -> isOneFault(name, Names.label1035(name.text()), faults));
    }
    At kind = names.field("kind");
    if (!kind.isBlank() && kind.text().equals(names.field("listKind").text())) {
      faults.invalid(names.field("listKind"), "kind and listKind may not be the same");
    }
  }

  /** Adds what is wrong with a name as one fault; whether anything is. */
  static boolean isOneFault(At name, List<String> wrong, FaultList faults) {
    if (!wrong.isEmpty()) {
      faults.invalid(name, name.text(), String.join(",", wrong));
    }
    return !wrong.isEmpty();
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
    if (strategy.isBlank()) {
      faults.required(strategy);
    } else {
      faults.oneOf(strategy, List.of("None", "Webhook"));
    }
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
      return;
    }
    List<String> left = new ArrayList<>(stored.texts());
    for (At version : definition.field("spec").field("versions").elements()) {
      boolean known = left.remove(version.field("name").text());
      if (version.field("storage").value().asBoolean() && !known) {
        faults.invalidShown(
            stored,
            "[]string{\"" + String.join("\", \"", stored.texts()) + "\"}",
            "must have the storage version " + version.field("name").text());
      }
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
    content(definition, faults);
  }

  private static void unchanged(At at, JsonNode before, FaultList faults) {
    if (!at.value().equals(before)) {
      faults.invalid(at, "field is immutable");
    }
  }
}
