package io.windlass.devcluster.cert;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
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
 * The certificates of a cluster: an authority, a server certificate for the local machine, a client
 * certificate for the administrator. They outlive a run only where the cluster keeps its data.
 * Immutable.
 */
public final class Certificates {
  private static final Duration LIFE = Duration.ofDays(365);
  private static final X500Name AUTHORITY = new X500Name("CN=devcluster-ca");
  private static final X500Name ADMIN = new X500Name("O=system:masters,CN=admin");

  // The file's own rights guard it; the format asks for a password.
  private static final String STORE_PASSWORD = "devcluster";
  private static final String STORE_TYPE = "PKCS12";

  private final Identity authority;
  private final Identity server;
  private final Identity admin;

  private Certificates(Identity authority, Identity server, Identity admin) {
    this.authority = authority;
    this.server = server;
    this.admin = admin;
  }

  /** A key and the certificate that says whose it is. */
  public record Identity(KeyPair keys, X509Certificate certificate) {}

  /** New keys and certificates; takes some tenths of a second. */
  public static Certificates generate() {
    try {
      KeyPair authorityKeys = ecKeys();
      Issuer issuer = new Issuer(authorityKeys);
      Identity authority = new Identity(authorityKeys, issuer.ownCertificate());
      KeyPair serverKeys = ecKeys();
      // Some clients take a key in PKCS #8 for RSA unless it says otherwise.
      KeyPair adminKeys = rsaKeys();
      return new Certificates(
          authority,
          new Identity(serverKeys, issuer.serverCertificate(serverKeys)),
          new Identity(adminKeys, issuer.clientCertificate(ADMIN, adminKeys)));
    } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
      throw new IllegalStateException("cannot make certificates", e);
    }
  }

  /** What {@link #bytes} wrote; empty if it will not be valid for another day. */
  public static Optional<Certificates> read(byte[] bytes) {
    try {
      KeyStore kept = KeyStore.getInstance(STORE_TYPE);
      kept.load(new ByteArrayInputStream(bytes), STORE_PASSWORD.toCharArray());
      Identity authority = identity(kept, "authority");
      Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
      return authority.certificate().getNotAfter().toInstant().isBefore(tomorrow)
          ? Optional.empty()
          : Optional.of(
              new Certificates(authority, identity(kept, "server"), identity(kept, "admin")));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("cannot read the certificates that were kept", e);
    }
  }

  /** All keys and certificates, for {@link #read}. */
  public byte[] bytes() {
    try {
      KeyStore kept = KeyStore.getInstance(STORE_TYPE);
      kept.load(null, STORE_PASSWORD.toCharArray());
      add(kept, "authority", authority);
      add(kept, "server", server);
      add(kept, "admin", admin);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      kept.store(out, STORE_PASSWORD.toCharArray());
      return out.toByteArray();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("cannot write the certificates", e);
    }
  }

  private static void add(KeyStore to, String name, Identity identity)
      throws GeneralSecurityException {
    X509Certificate[] chain = {identity.certificate()};
    to.setKeyEntry(name, identity.keys().getPrivate(), STORE_PASSWORD.toCharArray(), chain);
  }

  private static Identity identity(KeyStore kept, String name) throws GeneralSecurityException {
    X509Certificate certificate = (X509Certificate) kept.getCertificate(name);
    PrivateKey key = (PrivateKey) kept.getKey(name, STORE_PASSWORD.toCharArray());
    return new Identity(new KeyPair(certificate.getPublicKey(), key), certificate);
  }

  /** TLS for the server: its certificate, and a wish for that of the client. */
  public SSLContext serverContext() {
    char[] password = {};
    try {
      KeyStore own = KeyStore.getInstance("PKCS12");
      own.load(null, password);
      own.setKeyEntry(
          "server",
          server.keys().getPrivate(),
          password,
          new X509Certificate[] {server.certificate(), authority.certificate()});
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(own, password);
      SSLContext context = SSLContext.getInstance("TLS");
      TrustManager[] clients = {new AnyClient(authority.certificate())};
      context.init(keys.getKeyManagers(), clients, new SecureRandom());
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("cannot set up TLS", e);
    }
  }

  /** The certificate of the authority, for those who are to trust it. */
  public String authorityPem() {
    return Pem.certificate(authority.certificate());
  }

  /** Who signs the certificates of clients. */
  public X509Certificate authority() {
    return authority.certificate();
  }

  /** A new key and certificate for a client; takes some tenths of a second. */
  public Identity client(String user, List<String> groups) {
    try {
      KeyPair keys = rsaKeys();
      X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
      groups.forEach(group -> name.addRDN(BCStyle.O, group));
      name.addRDN(BCStyle.CN, user);
      Issuer issuer = new Issuer(authority.keys());
      return new Identity(keys, issuer.clientCertificate(name.build(), keys));
    } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
      throw new IllegalStateException("cannot make a certificate for " + user, e);
    }
  }

  Identity admin() {
    return admin;
  }

  private static KeyPair ecKeys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }

  private static KeyPair rsaKeys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  private record Issuer(KeyPair keys) {
    X509Certificate ownCertificate()
        throws OperatorCreationException, GeneralSecurityException, CertIOException {
      X509v3CertificateBuilder builder = builder(AUTHORITY, keys);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.digitalSignature));
      return sign(builder);
    }

    X509Certificate serverCertificate(KeyPair subject)
        throws OperatorCreationException, GeneralSecurityException, CertIOException {
      X509v3CertificateBuilder builder = builder(new X500Name("CN=devcluster"), subject);
      List<GeneralName> names =
          List.of(
              new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
              new GeneralName(GeneralName.dNSName, "localhost"),
              new GeneralName(GeneralName.dNSName, "kubernetes.default.svc"));
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(names.toArray(GeneralName[]::new)));
      builder.addExtension(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
      return sign(builder);
    }

    X509Certificate clientCertificate(X500Name name, KeyPair subject)
        throws OperatorCreationException, GeneralSecurityException, CertIOException {
      X509v3CertificateBuilder builder = builder(name, subject);
      builder.addExtension(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
      return sign(builder);
    }

    private static X509v3CertificateBuilder builder(X500Name subject, KeyPair subjectKeys) {
      Instant start = Instant.now().minusSeconds(60);
      return new JcaX509v3CertificateBuilder(
          AUTHORITY,
          new BigInteger(64, new SecureRandom()),
          Date.from(start),
          Date.from(start.plus(LIFE)),
          subject,
          subjectKeys.getPublic());
    }

    private X509Certificate sign(X509v3CertificateBuilder builder)
        throws OperatorCreationException, GeneralSecurityException {
      JcaContentSignerBuilder signer = new JcaContentSignerBuilder("SHA256withECDSA");
      return new JcaX509CertificateConverter()
          .getCertificate(builder.build(signer.build(keys.getPrivate())));
    }
  }
}
