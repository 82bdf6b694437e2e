package io.windlass.devcluster.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.document.MalformedDocument;
import io.windlass.devcluster.webhook.WebhookClient.Answer;
import java.util.Base64;
import java.util.List;

/** What came of asking a webhook. */
sealed interface Verdict {
  /** It lets the request pass, perhaps with a change (an empty list if not). */
  record Allowed(ArrayNode patch, List<String> warnings) implements Verdict {}

  /** It refuses the request. */
  record Denied(JsonNode status, List<String> warnings) implements Verdict {}

  /** It could not be asked, or did not answer as it must. */
  record Unknown(String why) implements Verdict {}

  /** It answered with something that can never be applied. */
  record Unusable(String why) implements Verdict {}

  /** Reads an answer; only those who may change the object may answer with a patch. */
  static Verdict of(Answer answer, String uid, String version, boolean mayChange) {
    return switch (answer) {
      case Answer.None none -> new Unknown("failed to call webhook: " + none.why());
      case Answer.Document document -> read(document.document(), uid, version, mayChange);
    };
  }

  private static Verdict read(ObjectNode review, String uid, String version, boolean mayChange) {
    JsonNode response = review.path("response");
    String fault =
        response.isObject()
            ? fault(review, response, uid, version, mayChange)
            : "webhook response was absent";
    if (!fault.isEmpty()) {
      return new Unknown("received invalid webhook response: " + fault);
    }
    List<String> warnings = Documents.texts(response.path("warnings"));
    if (!response.path("allowed").asBoolean()) {
      return new Denied(response.path("status"), warnings);
    }
    return allowed(response.path("patch").asText(""), warnings);
  }

  private static String fault(
      ObjectNode review, JsonNode response, String uid, String version, boolean mayChange) {
    String answered = response.path("uid").asText("");
    String stated =
        "%s, Kind=%s"
            .formatted(review.path("apiVersion").asText(""), review.path("kind").asText(""));
    String expected = "admission.k8s.io/" + version + ", Kind=AdmissionReview";
    boolean strict = version.equals("v1");
    boolean patched = !response.path("patch").asText("").isEmpty();
    boolean typed = !response.path("patchType").asText("").isEmpty();
    if (strict && !answered.equals(uid)) {
      return "expected response.uid=\"%s\", got \"%s\"".formatted(uid, answered);
    }
    if (strict && !stated.equals(expected)) {
      return "expected webhook response of %s, got %s".formatted(expected, stated);
    }
    return strict ? patchFault(patched, typed, mayChange) : "";
  }

  private static String patchFault(boolean patched, boolean typed, boolean mayChange) {
    if (!mayChange && patched) {
      return "validating webhook may not return response.patch";
    }
    if (!mayChange && typed) {
      return "validating webhook may not return response.patchType";
    }
    if (patched && !typed) {
      return "webhook returned response.patch but not response.patchType";
    }
    return typed && !patched ? "webhook returned response.patchType but not response.patch" : "";
  }

  private static Verdict allowed(String patch, List<String> warnings) {
    try {
      JsonNode operations =
          patch.isEmpty()
              ? Documents.object().arrayNode()
              : Documents.parseAny(Base64.getDecoder().decode(patch));
      return operations instanceof ArrayNode list
          ? new Allowed(list, warnings)
          : new Unusable("json: cannot unmarshal into Go value of type jsonpatch.Patch");
    } catch (IllegalArgumentException | MalformedDocument e) {
      return new Unusable(String.valueOf(e.getMessage()));
    }
  }
}
