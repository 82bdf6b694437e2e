package io.windlass.devcluster.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.document.Documents;
import java.util.Set;

/** The {@code Status} documents of answers. Stateless. */
final class StatusDocument {
  private static final Set<String> WITHOUT_DETAILS =
      Set.of("", "BadRequest", "Expired", "Unauthorized");

  private StatusDocument() {}

  /** A failure. */
  static ObjectNode of(ApiException failure) {
    ObjectNode status = head("Failure");
    putIfThere(Documents.metadata(status), "continue", failure.continueToken());
    status.put("message", failure.getMessage());
    putIfThere(status, "reason", failure.reason());
    ObjectNode details = details(failure);
    boolean stated = failure.statesDetails() && !WITHOUT_DETAILS.contains(failure.reason());
    if (!details.isEmpty() || stated) {
      status.set("details", details);
    }
    return status.put("code", failure.code());
  }

  /** The answer to a deletion that has been carried out. */
  static ObjectNode deleted(ResourceType type, String name, String uid) {
    ObjectNode status = head("Success");
    ObjectNode details = status.putObject("details");
    details.put("name", name);
    putIfThere(details, "group", type.group());
    details.put("kind", type.plural());
    details.put("uid", uid);
    return status;
  }

  /** A success that has nothing to tell. */
  static ObjectNode success(int code) {
    return head("Success").put("code", code);
  }

  private static ObjectNode head(String outcome) {
    ObjectNode status = Documents.object();
    status.put("kind", "Status");
    status.put("apiVersion", "v1");
    status.putObject("metadata");
    return status.put("status", outcome);
  }

  private static ObjectNode details(ApiException failure) {
    ObjectNode details = Documents.object();
    putIfThere(details, "name", failure.subject().name());
    putIfThere(details, "group", failure.subject().group());
    putIfThere(details, "kind", failure.subject().kind());
    if (!failure.causes().isEmpty()) {
      ArrayNode causes = details.putArray("causes");
      failure.causes().forEach(cause -> causes.add(cause(cause)));
    }
    if (failure.retryAfterSeconds() > 0) {
      details.put("retryAfterSeconds", failure.retryAfterSeconds());
    }
    return details;
  }

  private static ObjectNode cause(Cause cause) {
    ObjectNode document = Documents.object();
    putIfThere(document, "reason", cause.reason());
    putIfThere(document, "message", cause.message());
    putIfThere(document, "field", cause.field());
    return document;
  }

  private static void putIfThere(ObjectNode document, String field, String value) {
    if (!value.isEmpty()) {
      document.put(field, value);
    }
  }
}
