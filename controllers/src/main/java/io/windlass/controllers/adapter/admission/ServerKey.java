package io.windlass.controllers.adapter.admission;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
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

  KeyStore store(String password) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, password.toCharArray());
      store.setKeyEntry(
          "server", key, password.toCharArray(), chain.toArray(X509Certificate[]::new));
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("cannot use the server's key", e);
    }
  }
}
