package io.windlass.devcluster.auth.token;

import com.nimbusds.jwt.JWTClaimsSet;
import io.windlass.devcluster.api.RequestScope.User;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a token of a ServiceAccount says. Immutable.
 *
 * @param bound the pod, secret or node without which it is void, and the node of a pod
 */
record Claims(Account account, Bound bound, List<String> audiences, Lifetime lifetime) {
  static final String ISSUER = "https://kubernetes.default.svc";
  private static final String PRIVATE = "kubernetes.io";
  private static final String PREFIX = "authentication.kubernetes.io/";

  /** An object, and which of those that had its name. */
  record Ref(String name, String uid) {
    private Map<String, Object> json() {
      return Map.of("name", name, "uid", uid);
    }
  }

  /** The ServiceAccount that the token speaks for. */
  record Account(String namespace, Ref ref) {}

  /** At most one of pod and secret; a node alone, or the one that the pod runs on. */
  record Bound(Optional<Ref> pod, Optional<Ref> secret, Optional<Ref> node) {
    static final Bound NOTHING = new Bound(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** When a token was made and when it ends, and its number. */
  record Lifetime(Instant issued, Instant expires, String id) {}

  JWTClaimsSet toJwt() {
    Map<String, Object> kubernetes = new LinkedHashMap<>();
    kubernetes.put("namespace", account.namespace());
    kubernetes.put("serviceaccount", account.ref().json());
    bound.pod().ifPresent(pod -> kubernetes.put("pod", pod.json()));
    bound.secret().ifPresent(secret -> kubernetes.put("secret", secret.json()));
    bound.node().ifPresent(node -> kubernetes.put("node", node.json()));
    Date issued = Date.from(lifetime.issued());
    return new JWTClaimsSet.Builder()
        .audience(audiences)
        .expirationTime(Date.from(lifetime.expires()))
        .issueTime(issued)
        .issuer(ISSUER)
        .jwtID(lifetime.id())
        .claim(PRIVATE, kubernetes)
        .notBeforeTime(issued)
        .subject(userName())
        .build();
  }

  /** Reads what {@link #toJwt} wrote; empty for claims of another kind. */
  static Optional<Claims> of(JWTClaimsSet jwt) {
    try {
      Map<String, Object> kubernetes = jwt.getJSONObjectClaim(PRIVATE);
      if (!ISSUER.equals(jwt.getIssuer()) || kubernetes == null) {
        return Optional.empty();
      }
      Account account =
          new Account(
              String.valueOf(kubernetes.get("namespace")),
              ref(kubernetes, "serviceaccount").orElse(new Ref("", "")));
      Bound bound =
          new Bound(ref(kubernetes, "pod"), ref(kubernetes, "secret"), ref(kubernetes, "node"));
      Lifetime lifetime =
          new Lifetime(
              jwt.getIssueTime().toInstant(), jwt.getExpirationTime().toInstant(), jwt.getJWTID());
      return Optional.of(new Claims(account, bound, jwt.getAudience(), lifetime));
    } catch (ParseException _) {
      return Optional.empty();
    }
  }

  private static Optional<Ref> ref(Map<String, Object> kubernetes, String field) {
    return kubernetes.get(field) instanceof Map<?, ?> ref
        ? Optional.of(new Ref(String.valueOf(ref.get("name")), String.valueOf(ref.get("uid"))))
        : Optional.empty();
  }

  String userName() {
    return User.accountName(account.namespace(), account.ref().name());
  }

  /** Whom the token speaks for. */
  User user() {
    Map<String, List<String>> extra = new LinkedHashMap<>();
    if (!lifetime.id().isEmpty()) {
      extra.put(PREFIX + "credential-id", List.of("JTI=" + lifetime.id()));
    }
    bound.node().ifPresent(node -> putExtra(extra, "node", node));
    bound.pod().ifPresent(pod -> putExtra(extra, "pod", pod));
    List<String> groups = User.accountGroups(account.namespace());
    return new User(userName(), account.ref().uid(), groups, extra).authenticated();
  }

  private static void putExtra(Map<String, List<String>> extra, String kind, Ref ref) {
    extra.put(PREFIX + kind + "-name", List.of(ref.name()));
    extra.put(PREFIX + kind + "-uid", List.of(ref.uid()));
  }
}
