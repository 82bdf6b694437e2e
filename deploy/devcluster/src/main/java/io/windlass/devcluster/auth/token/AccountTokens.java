package io.windlass.devcluster.auth.token;

import com.nimbusds.jwt.JWTClaimsSet;
import io.windlass.devcluster.api.RequestScope.User;
import io.windlass.devcluster.auth.token.Claims.Ref;
import io.windlass.devcluster.auth.token.LiveObjects.Live;
import io.windlass.devcluster.clock.ClusterClock;
import io.windlass.devcluster.rest.Registry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Believes tokens of ServiceAccounts, or not. Thread-safe. A signature is verified once for each
 * token, all else at each request: a token is void at once when its account, pod, secret or node is
 * gone. Source: the token validators of Kubernetes 1.32, their minute of leeway included.
 */
public final class AccountTokens {
  /** Whom tokens are for that name nobody. */
  public static final String API_AUDIENCE = Claims.ISSUER;

  private static final Duration LEEWAY = Duration.ofMinutes(1);
  private static final int MOST_REMEMBERED = 10_000;
  private static final String VOID = "service account token has been invalidated";

  private final TokenKey key;
  private final ClusterClock clock;
  private final LiveObjects objects;
  private final ConcurrentMap<String, Claims> signed = new ConcurrentHashMap<>();

  public AccountTokens(TokenKey key, ClusterClock clock, Registry registry) {
    this.key = key;
    this.clock = clock;
    this.objects = new LiveObjects(registry);
  }

  /** What becomes of a token. */
  public sealed interface Verdict {
    /** It holds, for the audiences that were asked for and that it names. */
    record Accepted(User user, List<String> audiences) implements Verdict {}

    /** It does not; the reason is for those who review it. */
    record Refused(String reason) implements Verdict {}
  }

  /** Looks at a token that is to be for one of these audiences. */
  public Verdict check(String token, List<String> audiences) {
    Optional<Claims> found = signed(token);
    if (found.isEmpty()) {
      return new Verdict.Refused("invalid bearer token");
    }
    Claims claims = found.get();
    List<String> own = claims.audiences().isEmpty() ? List.of(API_AUDIENCE) : claims.audiences();
    List<String> common = new ArrayList<>(audiences);
    common.retainAll(own);
    if (common.isEmpty()) {
      return new Verdict.Refused(
          "[invalid bearer token, token audiences %s is invalid for the target audiences %s]"
              .formatted(quoted(own), quoted(audiences)));
    }
    Optional<String> fault = fault(claims, token);
    return fault.isPresent()
        ? new Verdict.Refused("[invalid bearer token, " + fault.get() + "]")
        : new Verdict.Accepted(claims.user(), common);
  }

  private static String quoted(List<String> texts) {
    return "[\"" + String.join("\" \"", texts) + "\"]";
  }

  private Optional<Claims> signed(String token) {
    Claims known = signed.get(token);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<JWTClaimsSet> jwt = key.claims(token);
    Optional<Claims> claims = jwt.flatMap(Claims::of).or(() -> jwt.flatMap(LegacyClaims::of));
    claims.ifPresent(c -> remember(token, c));
    return claims;
  }

  // Forgetting all now and then is cheaper than knowing which was used last.
  private void remember(String token, Claims claims) {
    if (signed.size() >= MOST_REMEMBERED) {
      signed.clear();
    }
    signed.put(token, claims);
  }

  private Optional<String> fault(Claims claims, String token) {
    Instant now = clock.now();
    Instant expires = claims.lifetime().expires();
    if (expires.isBefore(now.minus(LEEWAY))) {
      return Optional.of("service account token has expired");
    }
    if (claims.lifetime().issued().isAfter(now.plus(LEEWAY))) {
      return Optional.of("service account token is not valid yet");
    }
    return accountFault(claims, now).or(() -> boundFault(claims, token, now));
  }

  private Optional<String> accountFault(Claims claims, Instant now) {
    String namespace = claims.account().namespace();
    Ref ref = claims.account().ref();
    Optional<Live> account = objects.find("serviceaccounts", namespace, ref.name());
    if (account.isEmpty()) {
      return Optional.of("serviceaccounts \"%s\" not found".formatted(ref.name()));
    }
    if (!account.get().uid().equals(ref.uid())) {
      return Optional.of(
          "service account UID (%s) does not match claim (%s)"
              .formatted(account.get().uid(), ref.uid()));
    }
    return account.get().deletedBefore(now.minus(LEEWAY))
        ? Optional.of("service account %s/%s has been deleted".formatted(namespace, ref.name()))
        : Optional.empty();
  }

  private Optional<String> boundFault(Claims claims, String token, Instant now) {
    Claims.Bound bound = claims.bound();
    String namespace = claims.account().namespace();
    if (bound.secret().isPresent()) {
      Ref secret = bound.secret().get();
      return secret.uid().isEmpty()
          ? legacyFault(namespace, secret, token)
          : fault("secrets", namespace, secret, now);
    }
    if (bound.pod().isPresent()) {
      return fault("pods", namespace, bound.pod().get(), now);
    }
    return bound.node().flatMap(node -> fault("nodes", "", node, now));
  }

  private Optional<String> fault(String plural, String namespace, Ref ref, Instant now) {
    Optional<Live> live = objects.find(plural, namespace, ref.name());
    boolean holds =
        live.filter(found -> found.uid().equals(ref.uid()))
            .filter(found -> !found.deletedBefore(now.minus(LEEWAY)))
            .isPresent();
    return holds ? Optional.empty() : Optional.of(VOID);
  }

  /** A token of a Secret holds as long as the Secret contains it. */
  private Optional<String> legacyFault(String namespace, Ref secret, String token) {
    String stored = Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.US_ASCII));
    boolean holds =
        objects
            .find("secrets", namespace, secret.name())
            .filter(found -> found.text("data", "token").equals(stored))
            .isPresent();
    return holds ? Optional.empty() : Optional.of(VOID);
  }
}
