package io.windlass.devcluster.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.api.ApiException.Subject;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.rest.DeleteOptions;
import io.windlass.devcluster.rest.OptionFaults;
import io.windlass.devcluster.rest.WriteOptions;
import io.windlass.devcluster.rest.WriteOptions.FieldValidation;
import io.windlass.devcluster.schema.GoText;
import java.util.List;

/** The options that a request states in its query. Stateless. */
final class Options {
  private static final int MOST_MANAGER_BYTES = 128;

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
    checkManager(exchange, kind);
    return new WriteOptions(
        dryRun(exchange.queries("dryRun"), kind),
        validation,
        exchange::warn,
        List.of(),
        FieldManagers.owner(exchange, kind));
  }

  private static void checkManager(Exchange exchange, String kind) {
    boolean apply = exchange.mediaType().equals("application/apply-patch+yaml");
    if (exchange.query().containsKey("force") && !apply && kind.equals("PatchOptions")) {
      String why = "Forbidden: may not be specified for non-apply patch";
      throw OptionFaults.invalid(kind, new Cause("FieldValueForbidden", why, "force"));
    }
    if (exchange.query("fieldManager").length() > MOST_MANAGER_BYTES) {
      String why = "Too long: may not be more than 128 bytes";
      throw OptionFaults.invalid(kind, new Cause("FieldValueTooLong", why, "fieldManager"));
    }
  }

  /** How to delete: from the body, or, as the API server has it, without one from the query. */
  static DeleteOptions delete(Exchange exchange, ObjectNode body) {
    checkNumber(body);
    if (!exchange.hasBody()) {
      takeQuery(exchange, body);
    }
    checkDryRun(body);
    return DeleteOptions.of(body);
  }

  /** A 422 for DeleteOptions with a dry run of which there is none. */
  static void checkDryRun(JsonNode options) {
    dryRun(Documents.texts(options.path("dryRun")), "DeleteOptions");
  }

  private static void takeQuery(Exchange exchange, ObjectNode body) {
    String grace = exchange.query("gracePeriodSeconds");
    if (!grace.isEmpty()) {
      body.put("gracePeriodSeconds", Numbers.parse(grace));
    }
    String policy = exchange.query("propagationPolicy");
    if (!policy.isEmpty()) {
      body.put("propagationPolicy", policy);
    }
    String orphan = exchange.query("orphanDependents");
    if (!orphan.isEmpty()) {
      body.put("orphanDependents", Boolean.parseBoolean(orphan));
    }
    exchange.queries("dryRun").forEach(body.putArray("dryRun")::add);
  }

  private static void checkNumber(ObjectNode body) {
    JsonNode grace = body.path("gracePeriodSeconds");
    if (!grace.isIntegralNumber() && !grace.isMissingNode() && !grace.isNull()) {
      String why =
          "json: cannot unmarshal %s into Go struct field DeleteOptions.gracePeriodSeconds of type int64"
              .formatted(GoText.of(grace));
      throw new ApiException(500, "", why, Subject.NONE, List.of());
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
