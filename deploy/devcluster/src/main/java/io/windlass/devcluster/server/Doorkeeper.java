package io.windlass.devcluster.server;

import io.windlass.devcluster.api.RequestScope.User;
import io.windlass.devcluster.auth.Access;
import io.windlass.devcluster.auth.AccessReader;
import io.windlass.devcluster.auth.Refusals;
import io.windlass.devcluster.auth.identity.CertificateUsers;
import io.windlass.devcluster.auth.identity.Impersonation;
import io.windlass.devcluster.auth.rbac.Decision;
import io.windlass.devcluster.auth.rbac.Rbac;
import io.windlass.devcluster.auth.token.AccountTokens;
import io.windlass.devcluster.auth.token.AccountTokens.Verdict;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.eclipse.jetty.http.HttpHeader;

/**
 * Lets requests in: finds out who sends them and whether that user may do what they ask. The holder
 * of a client certificate is recognized once for each TLS session. Who sends no credentials is let
 * in where everybody is, and refused with 401 elsewhere. Thread-safe.
 */
final class Doorkeeper {
  private static final String HOLDER = "io.windlass.devcluster.holder";
  private static final String BEARER = "bearer ";
  private static final List<String> AUDIENCES = List.of(AccountTokens.API_AUDIENCE);

  private final CertificateUsers certificates;
  private final AccountTokens tokens;
  private final Rbac rbac;

  Doorkeeper(CertificateUsers certificates, AccountTokens tokens, Rbac rbac) {
    this.certificates = certificates;
    this.tokens = tokens;
    this.rbac = rbac;
  }

  /** On whose behalf a request is to be served; a 401 or 403 if it is not. */
  User enter(Exchange exchange) {
    Optional<User> known = holder(exchange).or(() -> bearer(exchange));
    boolean impersonates = exchange.hasHeaderPrefix("Impersonate-");
    if (known.isPresent() && known.get().isMaster() && !impersonates) {
      return known.get();
    }
    Access access = AccessReader.read(exchange.method(), exchange.path(), exchange.query());
    if (known.isEmpty()) {
      return nobody(exchange, access);
    }
    User user = impersonates ? impersonated(exchange, known.get()) : known.get();
    check(user, access);
    return user;
  }

  private User nobody(Exchange exchange, Access access) {
    boolean tried = !exchange.header(HttpHeader.AUTHORIZATION).isEmpty();
    if (tried || !rbac.allows(User.ANONYMOUS, access)) {
      throw Refusals.unauthorized();
    }
    return User.ANONYMOUS;
  }

  private void check(User user, Access access) {
    Decision decision = rbac.decide(user, access);
    if (!decision.allowed()) {
      throw Refusals.forbidden(user, access, decision.reason());
    }
  }

  private User impersonated(Exchange exchange, User user) {
    Optional<Impersonation> wanted = Impersonation.read(exchange.headers());
    wanted.ifPresent(other -> other.needed().forEach(needed -> check(user, needed)));
    return wanted.map(Impersonation::user).orElse(user);
  }

  private Optional<User> bearer(Exchange exchange) {
    String value = exchange.header(HttpHeader.AUTHORIZATION);
    if (!value.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Optional.empty();
    }
    Verdict verdict = tokens.check(value.substring(BEARER.length()).trim(), AUDIENCES);
    return verdict instanceof Verdict.Accepted accepted
        ? Optional.of(accepted.user())
        : Optional.empty();
  }

  private Optional<User> holder(Exchange exchange) {
    return exchange.tlsSession().flatMap(this::holder);
  }

  private Optional<User> holder(SSLSession session) {
    if (session.getValue(HOLDER) instanceof Holder known) {
      return known.user();
    }
    Holder holder = new Holder(certificate(session).flatMap(certificates::user));
    session.putValue(HOLDER, holder);
    return holder.user();
  }

  private record Holder(Optional<User> user) {}

  private static Optional<X509Certificate> certificate(SSLSession session) {
    try {
      return session.getPeerCertificates()[0] instanceof X509Certificate certificate
          ? Optional.of(certificate)
          : Optional.empty();
    } catch (SSLPeerUnverifiedException _) {
      return Optional.empty();
    }
  }
}
