package io.windlass.devcluster.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.document.Documents;
import java.util.ArrayList;
import java.util.List;

/** What a CustomResourceDefinition may not ask of this server, though of others. Stateless. */
final class DefinitionChecks {
  private DefinitionChecks() {}

  static List<Cause> check(ObjectNode crd) {
    List<Cause> causes = new ArrayList<>();
    checkConversion(Documents.at(crd, "spec", "conversion"), causes);
    return causes;
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
