package io.windlass.devcluster.auth.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.RequestScope.User;
import io.windlass.devcluster.auth.Access;
import io.windlass.devcluster.auth.Access.Place;
import io.windlass.devcluster.auth.rbac.Decision;
import io.windlass.devcluster.auth.rbac.Rbac;
import io.windlass.devcluster.document.Documents;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers the reviews of {@code authorization.k8s.io}. Nothing is stored. Thread-safe; methods
 * change the review and return it.
 */
public final class AccessReviews {
  private final Rbac rbac;

  public AccessReviews(Rbac rbac) {
    this.rbac = rbac;
  }

  /** What the asking user may do. */
  public ObjectNode ofSelf(User asking, ObjectNode review) {
    ReviewFaults.checkSelf(review);
    return decide(asking, review);
  }

  /** What somebody may do. */
  public ObjectNode ofSubject(ObjectNode review) {
    ReviewFaults.checkSubject(review);
    return decide(subject(review.path("spec")), review);
  }

  /** What somebody may do in one namespace. */
  public ObjectNode ofSubject(String namespace, ObjectNode review) {
    Documents.metadata(review).put("namespace", namespace);
    ReviewFaults.checkLocal(review, namespace);
    return decide(subject(review.path("spec")), review);
  }

  /** The rules of the asking user in one namespace. */
  public ObjectNode rulesOfSelf(User asking, ObjectNode review) {
    String namespace = Documents.text(review, "spec", "namespace");
    if (namespace.isEmpty()) {
      throw ApiException.badRequest("no namespace on request");
    }
    review.putObject("spec");
    ObjectNode status = review.putObject("status");
    rbac.describeRules(asking, namespace, status);
    return review;
  }

  private ObjectNode decide(User user, ObjectNode review) {
    Decision decision = rbac.decide(user, access(review.path("spec")));
    ObjectNode status = review.putObject("status");
    status.put("allowed", decision.allowed());
    if (!decision.reason().isEmpty()) {
      status.put("reason", decision.reason());
    }
    return review;
  }

  private static Access access(JsonNode spec) {
    JsonNode resource = spec.path("resourceAttributes");
    if (!resource.isObject()) {
      JsonNode path = spec.path("nonResourceAttributes");
      return new Access.ToPath(Documents.text(path, "verb"), Documents.text(path, "path"));
    }
    return new Access.ToResource(
        Documents.text(resource, "verb"),
        Documents.text(resource, "group"),
        Documents.text(resource, "resource"),
        Documents.text(resource, "subresource"),
        new Place(Documents.text(resource, "namespace"), Documents.text(resource, "name")));
  }

  private static User subject(JsonNode spec) {
    Map<String, List<String>> extra = new LinkedHashMap<>();
    spec.path("extra")
        .properties()
        .forEach(entry -> extra.put(entry.getKey(), Documents.texts(entry.getValue())));
    return new User(
        Documents.text(spec, "user"),
        Documents.text(spec, "uid"),
        Documents.texts(spec.path("groups")),
        extra);
  }
}
