package io.windlass.devcluster.auth.review;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.RequestScope.User;
import io.windlass.devcluster.auth.token.AccountTokens;
import io.windlass.devcluster.auth.token.AccountTokens.Verdict;
import io.windlass.devcluster.document.Documents;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;

/**
 * Answers the reviews of {@code authentication.k8s.io}. Nothing is stored. Thread-safe; methods
 * change the review and return it.
 */
public final class IdentityReviews {
  private final AccountTokens tokens;

  public IdentityReviews(AccountTokens tokens) {
    this.tokens = tokens;
  }

  /** Who is asking. */
  public ObjectNode ofSelf(User asking, Instant now, ObjectNode review) {
    String moment = now.truncatedTo(ChronoUnit.SECONDS).toString();
    review.putObject("metadata").put("creationTimestamp", moment);
    review.remove("spec");
    describe(asking, review.putObject("status").putObject("userInfo"));
    return review;
  }

  /** Whose token it is, if it holds. */
  public ObjectNode ofToken(ObjectNode review) {
    String token = Documents.text(review, "spec", "token");
    if (token.isEmpty()) {
      throw ApiException.badRequest("token is required for TokenReview in authentication");
    }
    List<String> stated = Documents.texts(Documents.at(review, "spec", "audiences"));
    List<String> audiences = stated.isEmpty() ? List.of(AccountTokens.API_AUDIENCE) : stated;
    ObjectNode status = review.putObject("status");
    switch (tokens.check(token, audiences)) {
      case Verdict.Accepted accepted -> {
        status.put("authenticated", true);
        describe(accepted.user(), status.putObject("user"));
        putTexts(status, "audiences", accepted.audiences());
      }
      case Verdict.Refused refused -> {
        status.putObject("user");
        status.put("error", refused.reason());
      }
    }
    return review;
  }

  private static void describe(User user, ObjectNode document) {
    document.put("username", user.name());
    if (!user.uid().isEmpty()) {
      document.put("uid", user.uid());
    }
    if (!user.groups().isEmpty()) {
      putTexts(document, "groups", user.groups());
    }
    if (!user.extra().isEmpty()) {
      ObjectNode extra = document.putObject("extra");
      new TreeMap<>(user.extra()).forEach((key, values) -> putTexts(extra, key, values));
    }
  }

  private static void putTexts(ObjectNode document, String field, List<String> texts) {
    ArrayNode list = document.putArray(field);
    texts.forEach(list::add);
  }
}
