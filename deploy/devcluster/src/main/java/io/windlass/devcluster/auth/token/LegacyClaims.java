package io.windlass.devcluster.auth.token;

import com.nimbusds.jwt.JWTClaimsSet;
import io.windlass.devcluster.auth.token.Claims.Account;
import io.windlass.devcluster.auth.token.Claims.Bound;
import io.windlass.devcluster.auth.token.Claims.Lifetime;
import io.windlass.devcluster.auth.token.Claims.Ref;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The claims of a token that lives in a Secret of type {@code kubernetes.io/service-account-token}:
 * it has no audience and never ends of itself. Stateless.
 */
final class LegacyClaims {
  static final String ISSUER = "kubernetes/serviceaccount";
  private static final String PREFIX = ISSUER + "/";
  private static final Lifetime FOREVER = new Lifetime(Instant.EPOCH, Instant.MAX, "");

  private LegacyClaims() {}

  static JWTClaimsSet toJwt(Account account, String secretName) {
    Claims claims = new Claims(account, Bound.NOTHING, List.of(), FOREVER);
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .claim(PREFIX + "namespace", account.namespace())
        .claim(PREFIX + "secret.name", secretName)
        .claim(PREFIX + "service-account.name", account.ref().name())
        .claim(PREFIX + "service-account.uid", account.ref().uid())
        .subject(claims.userName())
        .build();
  }

  /** Reads them; the uid of the secret is not among them. */
  static Optional<Claims> of(JWTClaimsSet jwt) {
    if (!ISSUER.equals(jwt.getIssuer())) {
      return Optional.empty();
    }
    Ref ref = new Ref(text(jwt, "service-account.name"), text(jwt, "service-account.uid"));
    Account account = new Account(text(jwt, "namespace"), ref);
    Bound bound =
        new Bound(
            Optional.empty(), Optional.of(new Ref(text(jwt, "secret.name"), "")), Optional.empty());
    return Optional.of(new Claims(account, bound, List.of(), FOREVER));
  }

  private static String text(JWTClaimsSet jwt, String claim) {
    try {
      return Objects.requireNonNullElse(jwt.getStringClaim(PREFIX + claim), "");
    } catch (ParseException _) {
      return "";
    }
  }
}
