package io.windlass.devcluster.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.rest.DeleteOptions;
import io.windlass.devcluster.rest.OptionFaults;
import io.windlass.devcluster.rest.WriteOptions;
import io.windlass.devcluster.rest.WriteOptions.FieldValidation;
import java.util.List;

/** The options that a request states in its query. Stateless. */
final class Options {
  private Options() {}

  /**
   * How to write.
   *
   * @param kind the options' name in refusals, for example {@code CreateOptions}
   */
  static WriteOptions write(Exchange exchange, String kind) {
    FieldValidation validation =
        switch (exchange.query("fieldValidation")) {
          case "Ignore" -> FieldValidation.IGNORE;
          case "", "Warn" -> FieldValidation.WARN;
          case "Strict" -> FieldValidation.STRICT;
          default -> throw unknownValidation(kind, exchange.query("fieldValidation"));
        };
    return new WriteOptions(
        dryRun(exchange.queries("dryRun"), kind), validation, exchange::warn, List.of());
  }

  /** How to delete: from the body, and from the query where the body says nothing. */
  static DeleteOptions delete(Exchange exchange, ObjectNode body) {
    takeNumber(exchange, body);
    for (String name : List.of("propagationPolicy", "orphanDependents")) {
      String value = exchange.query(name);
      if (!value.isEmpty() && !body.has(name)) {
        body.put(name, value);
      }
    }
    if (body.path("orphanDependents").isTextual()) {
      body.put("orphanDependents", body.path("orphanDependents").asBoolean());
    }
    if (dryRun(exchange.queries("dryRun"), "DeleteOptions")) {
      body.putArray("dryRun").add("All");
    }
    dryRun(Documents.texts(body.path("dryRun")), "DeleteOptions");
    return DeleteOptions.of(body);
  }

  private static void takeNumber(Exchange exchange, ObjectNode body) {
    String grace = exchange.query("gracePeriodSeconds");
    if (!grace.isEmpty() && !body.has("gracePeriodSeconds")) {
      body.put("gracePeriodSeconds", Numbers.parse(grace));
    }
  }

  private static boolean dryRun(List<String> values, String kind) {
    for (String value : values) {
      if (!value.equals("All")) {
        String why =
            "Unsupported value: []string{\"%s\"}: supported values: \"All\"".formatted(value);
        throw OptionFaults.invalid(kind, new Cause("FieldValueNotSupported", why, "dryRun"));
      }
    }
    return !values.isEmpty();
  }

  private static RuntimeException unknownValidation(String kind, String value) {
    String why =
        "Unsupported value: \"%s\": supported values: \"\", \"Ignore\", \"Strict\", \"Warn\""
            .formatted(value);
    return OptionFaults.invalid(kind, new Cause("FieldValueNotSupported", why, "fieldValidation"));
  }
}
