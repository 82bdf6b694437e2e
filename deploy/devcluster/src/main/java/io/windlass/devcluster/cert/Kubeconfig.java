package io.windlass.devcluster.cert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

/** The file with which clients find and enter a cluster as its administrator. Stateless. */
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
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      return Files.writeString(file, text(endpoint, authority, certificates.admin()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(URI endpoint, String authority, Certificates.Identity admin) {
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
            user: admin
            namespace: default
        users:
        - name: admin
          user:
            client-certificate-data: %s
            client-key-data: %s
        """
        .formatted(
            endpoint,
            base64(authority),
            base64(Pem.certificate(admin.certificate())),
            base64(Pem.privateKey(admin.keys().getPrivate())));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }
}
