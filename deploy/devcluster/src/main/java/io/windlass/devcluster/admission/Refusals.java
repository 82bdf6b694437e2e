package io.windlass.devcluster.admission;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.api.ApiException.Subject;
import io.windlass.devcluster.document.Documents;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a request after a verdict, in the words of the API server. Stateless. */
final class Refusals {
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  private Refusals() {}

  /** Passes warnings on; throws unless the request may go on. */
  static void act(Hook hook, Verdict verdict, HookCaller caller) {
    switch (verdict) {
      case Verdict.Allowed allowed -> caller.warn(allowed.warnings());
      case Verdict.Denied denied -> {
        caller.warn(denied.warnings());
        throw denied(hook.name(), denied.status());
      }
      case Verdict.Unusable unusable -> throw internal(unusable.why());
      case Verdict.Unknown unknown -> {
        String why = "failed calling webhook \"%s\": %s".formatted(hook.name(), unknown.why());
        if (!hook.behaviour().failOpen()) {
          throw internal(why);
        }
        LOG.atInfo().addKeyValue("webhook", hook.name()).log(why);
      }
    }
  }

  static ApiException internal(String why) {
    return new ApiException(
        500,
        "InternalError",
        "Internal error occurred: " + why,
        Subject.NONE,
        List.of(new Cause("", why, "")));
  }

  static ApiException dryRunUnsupported(String hook) {
    return ApiException.badRequest(
        "admission webhook \"%s\" does not support dry run".formatted(hook));
  }

  private static ApiException denied(String hook, JsonNode status) {
    String by = "admission webhook \"%s\" denied the request".formatted(hook);
    String message = status.path("message").asText("");
    String reason = status.path("reason").asText("");
    String why = message.isEmpty() ? reason : message;
    JsonNode details = status.path("details");
    ApiException refusal =
        new ApiException(
                Math.max(400, status.path("code").asInt(0)),
                reason,
                why.isEmpty() ? by + " without explanation" : by + ": " + why,
                new Subject(
                    Documents.text(details, "group"),
                    Documents.text(details, "kind"),
                    Documents.text(details, "name")),
                causes(details))
            .withRetryAfterSeconds(details.path("retryAfterSeconds").asInt(0));
    return details.isObject() ? refusal : refusal.withoutDetails();
  }

  private static List<Cause> causes(JsonNode details) {
    return details
        .path("causes")
        .valueStream()
        .map(
            cause ->
                new Cause(
                    Documents.text(cause, "reason"),
                    Documents.text(cause, "message"),
                    Documents.text(cause, "field")))
        .toList();
  }
}
