package io.windlass.devcluster.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.document.Documents;
import java.util.ArrayList;
import java.util.List;

/** The checks of a CustomResourceDefinition without which it cannot be served. Stateless. */
final class DefinitionChecks {
  private DefinitionChecks() {}

  static List<Cause> check(ObjectNode crd) {
    List<Cause> causes = new ArrayList<>();
    JsonNode spec = crd.path("spec");
    checkName(crd, spec, causes);
    checkVersions(spec.path("versions"), causes);
    checkConversion(spec.path("conversion"), causes);
    return causes;
  }

  private static void checkName(ObjectNode crd, JsonNode spec, List<Cause> causes) {
    String plural = Documents.text(spec, "names", "plural");
    String wanted = plural + "." + spec.path("group").asText();
    String name = Documents.text(crd, "metadata", "name");
    if (!name.equals(wanted)) {
      String why =
          "Invalid value: \"%s\": must be spec.names.plural+\".\"+spec.group".formatted(name);
      causes.add(new Cause("FieldValueInvalid", why, "metadata.name"));
    }
    if (Documents.text(spec, "names", "kind").isEmpty()) {
      causes.add(new Cause("FieldValueRequired", "Required value", "spec.names.kind"));
    }
    if (plural.isEmpty()) {
      causes.add(new Cause("FieldValueRequired", "Required value", "spec.names.plural"));
    }
    String scope = spec.path("scope").asText();
    if (!List.of("Cluster", "Namespaced").contains(scope)) {
      String why =
          "Unsupported value: \"%s\": supported values: \"Cluster\", \"Namespaced\""
              .formatted(scope);
      causes.add(new Cause("FieldValueNotSupported", why, "spec.scope"));
    }
  }

  private static void checkVersions(JsonNode versions, List<Cause> causes) {
    int stored = 0;
    for (int i = 0; i < versions.size(); i++) {
      JsonNode version = versions.get(i);
      stored += version.path("storage").asBoolean() ? 1 : 0;
      if (!Documents.at(version, "schema", "openAPIV3Schema").isObject()) {
        String why = "Required value: schemas are required";
        String field = "spec.versions[%d].schema.openAPIV3Schema".formatted(i);
        causes.add(new Cause("FieldValueRequired", why, field));
      }
    }
    if (stored != 1) {
      String why = "Invalid value: must have exactly one version marked as storage version";
      causes.add(new Cause("FieldValueInvalid", why, "spec.versions"));
    }
  }

  /** Conversion by webhook is not served yet: refused rather than silently lossy. */
  private static void checkConversion(JsonNode conversion, List<Cause> causes) {
    String strategy = conversion.path("strategy").asText("None");
    if (!strategy.equals("None")) {
      String why =
          "Unsupported value: \"%s\": supported values of this server: \"None\""
              .formatted(strategy);
      causes.add(new Cause("FieldValueNotSupported", why, "spec.conversion.strategy"));
    }
  }
}
