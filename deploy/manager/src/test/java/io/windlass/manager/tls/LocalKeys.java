package io.windlass.manager.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.windlass.controllers.adapter.admission.ServerKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * What a webhook of a test on this machine needs.
 *
 * @param caBundle as a webhook's configuration holds it
 */
public record LocalKeys(ServerKey key, String caBundle) {
  /** New ones, for 127.0.0.1. */
  public static LocalKeys make() {
    TlsMaterial material =
        new TlsIssuer(Set.of("127.0.0.1")).renewed(Optional.empty(), Instant.now());
    return new LocalKeys(
        material.serverKey(),
        Base64.getEncoder().encodeToString(material.bundle().getBytes(US_ASCII)));
  }
}
