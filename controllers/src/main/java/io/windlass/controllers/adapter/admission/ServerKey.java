package io.windlass.controllers.adapter.admission;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a server proves with who it is.
 *
 * @param chain the certificate of the key first
 */
public record ServerKey(PrivateKey key, List<X509Certificate> chain) {
  public ServerKey {
    chain = List.copyOf(chain);
  }
}
