package io.windlass.devcluster.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.RequestScope;
import io.windlass.devcluster.api.RequestScope.User;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.auth.review.AccessReviews;
import io.windlass.devcluster.auth.review.IdentityReviews;
import io.windlass.devcluster.auth.token.TokenRequests;
import io.windlass.devcluster.clock.ClusterClock;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.rest.Bodies;
import io.windlass.devcluster.rest.Registry;
import io.windlass.devcluster.rest.WriteOptions;
import io.windlass.devcluster.server.BodyReader.Body;
import java.util.List;
import java.util.Set;

/** The types that answer instead of being stored: reviews and requests for tokens. Thread-safe. */
final class Reviews {
  private static final Set<String> GROUPS = Set.of("authorization.k8s.io", "authentication.k8s.io");

  private final AccessReviews access;
  private final IdentityReviews identity;
  private final TokenRequests tokens;
  private final ClusterClock clock;

  Reviews(Security security, ClusterClock clock) {
    this.access = new AccessReviews(security.rbac());
    this.identity = new IdentityReviews(security.tokens());
    this.tokens = security.requests();
    this.clock = clock;
  }

  static boolean isReview(ResourceType type) {
    return GROUPS.contains(type.group());
  }

  void answer(Call call) {
    ResourceType type = call.served().type();
    WriteOptions options = Options.write(call.exchange(), "CreateOptions");
    Body body = BodyReader.read(call.exchange(), type.kind());
    ObjectNode review = body.object();
    Bodies.checkDecodes(call.served(), review, options.noting(body.duplicates()));
    call.served().rules().decode(review);
    Bodies.checkNamespace(review, call.address().namespace());
    ObjectNode answer = Documents.object();
    answer.put("kind", type.kind()).put("apiVersion", type.apiVersion());
    answer.set("metadata", review.path("metadata"));
    Documents.metadata(answer).putNull("creationTimestamp");
    review.properties().forEach(field -> answer.putIfAbsent(field.getKey(), field.getValue()));
    Documents.child(answer, "spec");
    call.exchange().answer(201, answered(call, type, answer));
  }

  private ObjectNode answered(Call call, ResourceType type, ObjectNode review) {
    User asking = RequestScope.current().map(RequestScope::user).orElse(User.ANONYMOUS);
    return switch (type.kind()) {
      case "SelfSubjectReview" -> identity.ofSelf(asking, clock.now(), review);
      case "TokenReview" -> identity.ofToken(review);
      case "SelfSubjectAccessReview" -> access.ofSelf(asking, review);
      case "SubjectAccessReview" -> access.ofSubject(review);
      case "LocalSubjectAccessReview" -> access.ofSubject(call.address().namespace(), review);
      case "SelfSubjectRulesReview" -> access.rulesOfSelf(asking, review);
      default -> throw Registry.noSuchType();
    };
  }

  /** The subresource {@code serviceaccounts/token}. */
  void issueToken(Call call) {
    ObjectNode request = BodyReader.read(call.exchange(), "TokenRequest").object();
    checkKind(request);
    Bodies.checkNamespace(request, call.address().namespace());
    call.exchange().answer(201, tokens.create(call.key(), request));
  }

  private static void checkKind(ObjectNode request) {
    String kind = request.path("kind").asText("");
    String version = request.path("apiVersion").asText("");
    boolean own = kind.isEmpty() || kind.equals("TokenRequest");
    if (!own || !List.of("", "authentication.k8s.io/v1").contains(version)) {
      throw ApiException.badRequest(
          "%s in version \"%s\" cannot be handled as a TokenRequest: no kind \"%s\" is registered for version \"%s\""
              .formatted(kind, version, kind, version));
    }
  }
}
