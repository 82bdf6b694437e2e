package io.windlass.devcluster.cert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;

/**
 * The file with which clients find and enter a cluster as its administrator or somebody else.
 * Stateless.
 */
public final class Kubeconfig {
  private Kubeconfig() {}

  /**
   * Writes {@code kubeconfig}, readable by its owner alone, and {@code ca.crt} into a directory.
   */
  public static Path write(Path directory, URI endpoint, Certificates certificates) {
    try {
      Files.createDirectories(directory);
      String authority = certificates.authorityPem();
      Files.writeString(directory.resolve("ca.crt"), authority);
      Path file = directory.resolve("kubeconfig");
      return write(file, text(endpoint, authority, "admin", certificates.admin()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes {@code USER.kubeconfig} into a directory, for somebody other than the administrator. */
  public static Path write(Entry entry, URI endpoint, Certificates certificates) {
    try {
      String authority = certificates.authorityPem();
      Certificates.Identity identity = certificates.client(entry.user(), entry.groups());
      Path file = entry.directory().resolve(entry.user() + ".kubeconfig");
      return write(file, text(endpoint, authority, entry.user(), identity));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Who is to enter, and where the file goes. */
  public record Entry(Path directory, String user, List<String> groups) {}

  private static Path write(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, text);
  }

  private static String text(
      URI endpoint, String authority, String user, Certificates.Identity identity) {
    return """
    apiVersion: v1
    kind: Config
    current-context: devcluster
    clusters:
    - name: devcluster
      cluster:
        server: %s
        certificate-authority-data: %s
    contexts:
    - name: devcluster
      context:
        cluster: devcluster
        user: %s
        namespace: default
    users:
    - name: %s
      user:
        client-certificate-data: %s
        client-key-data: %s
    """
        .formatted(
            endpoint,
            base64(authority),
            user,
            user,
            base64(Pem.certificate(identity.certificate())),
            base64(Pem.privateKey(identity.keys().getPrivate())));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }
}
