package io.windlass.manager.tls;

import io.windlass.controllers.adapter.admission.ServerKey;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An authority and the certificate of a server that it signed, with both keys.
 *
 * @param authorities the signing one first, then those before it that are still valid: a server
 *     that has not taken up a new certificate yet is trusted all the same
 * @param chain what the server shows
 */
public record TlsMaterial(
    List<X509Certificate> authorities,
    PrivateKey authorityKey,
    List<X509Certificate> chain,
    PrivateKey key) {
  public TlsMaterial {
    authorities = List.copyOf(authorities);
    chain = List.copyOf(chain);
  }

  /** What is kept of it. */
  record Texts(String authorities, String authorityKey, String chain, String key) {}

  /** Reads what was kept; empty if it cannot be used. */
  static Optional<TlsMaterial> read(Texts texts) {
    try {
      TlsMaterial read =
          new TlsMaterial(
              Pem.certificates(texts.authorities),
              Pem.key(texts.authorityKey),
              Pem.certificates(texts.chain),
              Pem.key(texts.key));
      if (read.authorities.isEmpty() || read.chain.isEmpty()) {
        return Optional.empty();
      }
      read.chain.getFirst().verify(read.authorities.getFirst().getPublicKey());
      return Optional.of(read);
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  Texts texts() {
    return new Texts(bundle(), Pem.text(authorityKey), bundle(chain), Pem.text(key));
  }

  /** Whom clients are to trust, as text. */
  public String bundle() {
    return bundle(authorities);
  }

  private static String bundle(List<X509Certificate> certificates) {
    StringBuilder text = new StringBuilder();
    try {
      for (X509Certificate certificate : certificates) {
        text.append(Pem.text(certificate));
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate without a text: " + certificates, e);
    }
    return text.toString();
  }

  /** What a server shows. */
  public ServerKey serverKey() {
    return new ServerKey(key, chain);
  }

  /** Whether the server's certificate is for these names and lasts so much longer. */
  boolean serves(Set<String> names, Instant now, Duration left) {
    return lasts(chain.getFirst(), now, left) && names(chain.getFirst()).containsAll(names);
  }

  /** Whether the server's certificate is valid now. */
  public boolean isValid(Instant now) {
    return lasts(chain.getFirst(), now, Duration.ZERO);
  }

  /** Whether the signing authority lasts so much longer. */
  boolean canSign(Instant now, Duration left) {
    return lasts(authorities.getFirst(), now, left);
  }

  static boolean lasts(X509Certificate certificate, Instant now, Duration left) {
    return certificate.getNotAfter().toInstant().isAfter(now.plus(left))
        && !certificate.getNotBefore().toInstant().isAfter(now);
  }

  private static Set<String> names(X509Certificate certificate) {
    Set<String> names = new TreeSet<>();
    try {
      Optional.ofNullable(certificate.getSubjectAlternativeNames())
          .ifPresent(found -> found.forEach(name -> names.add(String.valueOf(name.get(1)))));
    } catch (GeneralSecurityException e) {
      return Set.of();
    }
    return names;
  }
}
