package io.windlass.devcluster;

import io.windlass.devcluster.auth.token.TokenKey;
import io.windlass.devcluster.cert.Certificates;
import io.windlass.devcluster.disk.DataFolder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The keys of a cluster: new ones, or those that it kept, so that kubeconfigs and tokens of its
 * last run hold. Stateless.
 */
final class ClusterKeys {
  private static final String CERTIFICATES = "certificates";
  private static final String TOKENS = "token-key";

  private ClusterKeys() {}

  static Certificates certificates(Optional<DataFolder> data) {
    return data.flatMap(folder -> folder.fact(CERTIFICATES))
        .flatMap(Certificates::read)
        .orElseGet(() -> kept(data, Certificates.generate()));
  }

  static TokenKey tokens(Optional<DataFolder> data) {
    return data.flatMap(folder -> folder.fact(TOKENS))
        .map(bytes -> TokenKey.parse(new String(bytes, StandardCharsets.UTF_8)))
        .orElseGet(() -> kept(data, TokenKey.generate()));
  }

  private static Certificates kept(Optional<DataFolder> data, Certificates fresh) {
    data.ifPresent(folder -> folder.keep(CERTIFICATES, fresh.bytes()));
    return fresh;
  }

  private static TokenKey kept(Optional<DataFolder> data, TokenKey fresh) {
    byte[] text = fresh.text().getBytes(StandardCharsets.UTF_8);
    data.ifPresent(folder -> folder.keep(TOKENS, text));
    return fresh;
  }
}
