package io.windlass.devcluster.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.rest.Registry;

/**
 * Answers the questions "may I?": everybody may everything, as there is no authorization yet.
 * Nothing is stored. Stateless.
 */
final class Reviews {
  private Reviews() {}

  static boolean isReview(ResourceType type) {
    return type.group().equals("authorization.k8s.io")
        || type.group().equals("authentication.k8s.io");
  }

  static void answer(Call call) {
    ResourceType type = call.served().type();
    if (type.group().equals("authentication.k8s.io")) {
      throw Registry.noSuchType();
    }
    ObjectNode review = BodyReader.read(call.exchange(), type.kind()).object();
    ObjectNode answer = Documents.object();
    answer.put("kind", type.kind());
    answer.put("apiVersion", type.apiVersion());
    answer.putObject("metadata").putNull("creationTimestamp");
    answer.set("spec", review.path("spec").deepCopy());
    ObjectNode status = answer.putObject("status");
    if (type.kind().equals("SelfSubjectRulesReview")) {
      allRules(status);
    } else {
      status.put("allowed", true);
    }
    call.exchange().answer(201, answer);
  }

  private static void allRules(ObjectNode status) {
    ObjectNode rule = status.putArray("resourceRules").addObject();
    rule.putArray("verbs").add("*");
    rule.putArray("apiGroups").add("*");
    rule.putArray("resources").add("*");
    ObjectNode other = status.putArray("nonResourceRules").addObject();
    other.putArray("verbs").add("*");
    other.putArray("nonResourceURLs").add("*");
    status.put("incomplete", false);
  }
}
