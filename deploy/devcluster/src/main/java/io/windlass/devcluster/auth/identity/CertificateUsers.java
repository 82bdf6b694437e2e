package io.windlass.devcluster.auth.identity;

import io.windlass.devcluster.api.RequestScope.User;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/**
 * Tells by a client certificate who holds it: the common name is the user, organizations are the
 * groups. Thread-safe; costs one verification of a signature, so callers keep the answer.
 */
public final class CertificateUsers {
  private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";
  private static final String CREDENTIAL = "authentication.kubernetes.io/credential-id";

  private final X509Certificate authority;

  /**
   * Believes one authority.
   *
   * @param authority signs client certificates itself, without intermediates
   */
  public CertificateUsers(X509Certificate authority) {
    this.authority = authority;
  }

  /** The holder; empty if the certificate does not say so in a way to believe. */
  public Optional<User> user(X509Certificate certificate) {
    String name = String.join("", texts(certificate, BCStyle.CN));
    if (name.isEmpty() || !holds(certificate)) {
      return Optional.empty();
    }
    List<String> groups = texts(certificate, BCStyle.O);
    Map<String, List<String>> extra =
        Map.of(CREDENTIAL, List.of("X509SHA256=" + fingerprint(certificate)));
    return Optional.of(new User(name, "", groups, extra).authenticated());
  }

  private boolean holds(X509Certificate certificate) {
    try {
      certificate.verify(authority.getPublicKey());
      certificate.checkValidity();
      List<String> uses = certificate.getExtendedKeyUsage();
      return uses != null && uses.contains(CLIENT_AUTHENTICATION);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  private static List<String> texts(X509Certificate certificate, ASN1ObjectIdentifier field) {
    X500Name subject = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    return Arrays.stream(subject.getRDNs(field))
        .map(rdn -> IETFUtils.valueToString(rdn.getFirst().getValue()))
        .map(text -> text.replace("\\", ""))
        .toList();
  }

  private static String fingerprint(X509Certificate certificate) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
      throw new IllegalStateException("cannot digest " + certificate, e);
    }
  }
}
