package io.windlass.manager.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes authorities and the certificates of servers. A certificate lasts 90 days and is renewed
 * when 30 are left, an authority lasts ten years and is renewed when one is left.
 *
 * @param names that the server is called by: host names and IP addresses
 */
public record TlsIssuer(Set<String> names) {
  static final Duration CERTIFICATE_LIFE = Duration.ofDays(90);
  static final Duration RENEW_WITH_LEFT = Duration.ofDays(30);
  private static final Duration AUTHORITY_LIFE = Duration.ofDays(3_650);
  private static final Duration AUTHORITY_RENEWED_WITH_LEFT = Duration.ofDays(365);
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);
  private static final X500Name AUTHORITY = new X500Name("CN=windlass-webhook-ca");
  private static final X500Name SERVER = new X500Name("CN=windlass-webhook");
  private static final String IP_ADDRESS = "[0-9.]+|.*:.*";

  public TlsIssuer {
    names = Set.copyOf(names);
  }

  /** Whether what is there will do for now. */
  boolean isEnough(TlsMaterial material, Instant now) {
    return material.serves(names, now, RENEW_WITH_LEFT)
        && material.canSign(now, AUTHORITY_RENEWED_WITH_LEFT);
  }

  /** New material, with the authority that there was as long as it can sign. */
  TlsMaterial renewed(Optional<TlsMaterial> before, Instant now) {
    try {
      Optional<TlsMaterial> kept = before.filter(m -> m.canSign(now, AUTHORITY_RENEWED_WITH_LEFT));
      Authority authority =
          kept.isPresent()
              ? new Authority(kept.get().authorities().getFirst(), kept.get().authorityKey())
              : authority(now);
      List<X509Certificate> trusted = new ArrayList<>(List.of(authority.certificate));
      before.stream()
          .flatMap(material -> material.authorities().stream())
          .filter(old -> !trusted.contains(old) && TlsMaterial.lasts(old, now, Duration.ZERO))
          .forEach(trusted::add);
      KeyPair keys = keys();
      X509Certificate server = server(authority, keys, now);
      return new TlsMaterial(trusted, authority.key, List.of(server), keys.getPrivate());
    } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
      throw new IllegalStateException("cannot make a certificate for " + names, e);
    }
  }

  private record Authority(X509Certificate certificate, PrivateKey key) {}

  private static Authority authority(Instant now)
      throws GeneralSecurityException, OperatorCreationException, CertIOException {
    KeyPair keys = keys();
    X509v3CertificateBuilder builder = builder(AUTHORITY, keys, now, AUTHORITY_LIFE);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
    return new Authority(signed(builder, keys.getPrivate()), keys.getPrivate());
  }

  private X509Certificate server(Authority authority, KeyPair keys, Instant now)
      throws GeneralSecurityException, OperatorCreationException, CertIOException {
    X509v3CertificateBuilder builder = builder(SERVER, keys, now, CERTIFICATE_LIFE);
    GeneralName[] all =
        names.stream()
            .sorted()
            .map(
                name ->
                    new GeneralName(
                        name.matches(IP_ADDRESS) ? GeneralName.iPAddress : GeneralName.dNSName,
                        name))
            .toArray(GeneralName[]::new);
    builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(all));
    builder.addExtension(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    return signed(builder, authority.key);
  }

  private static X509v3CertificateBuilder builder(
      X500Name subject, KeyPair keys, Instant now, Duration life) {
    return new JcaX509v3CertificateBuilder(
        AUTHORITY,
        new BigInteger(64, new SecureRandom()),
        Date.from(now.minus(CLOCKS_DIFFER)),
        Date.from(now.plus(life)),
        subject,
        keys.getPublic());
  }

  private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey key)
      throws GeneralSecurityException, OperatorCreationException {
    JcaContentSignerBuilder signer = new JcaContentSignerBuilder("SHA256withECDSA");
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer.build(key)));
  }

  private static KeyPair keys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }
}
