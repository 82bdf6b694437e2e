package io.windlass.controllers.adapter.admission;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The key that a server shows, which may change while handshakes are under way: each goes on with
 * the key that it began with, because an alias stands for one key and the one before stays known.
 * Thread-safe.
 */
final class ChangingKey extends X509ExtendedKeyManager {
  private final AtomicReference<Keys> keys;

  ChangingKey(ServerKey first) {
    this.keys = new AtomicReference<>(new Keys(0, first, first));
  }

  /** The key of this number, and the one before it. */
  private record Keys(int number, ServerKey now, ServerKey before) {
    Optional<ServerKey> of(String alias) {
      if (alias.equals(name(number))) {
        return Optional.of(now);
      }
      return alias.equals(name(number - 1)) ? Optional.of(before) : Optional.empty();
    }

    static String name(int number) {
      return "key-" + number;
    }
  }

  /** Shows another key from the next handshake on. */
  void show(ServerKey next) {
    keys.updateAndGet(held -> new Keys(held.number + 1, next, held.now));
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String type, Principal[] issuers, SSLEngine engine) {
    return choose(type);
  }

  @Override
  public @Nullable String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
    return choose(type);
  }

  private @Nullable String choose(String type) {
    Keys held = keys.get();
    return held.now.key().getAlgorithm().equals(type) ? Keys.name(held.number) : null;
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return keys.get()
        .of(alias)
        .map(key -> key.chain().toArray(X509Certificate[]::new))
        .orElse(null);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return keys.get().of(alias).map(ServerKey::key).orElse(null);
  }

  @Override
  public String[] getServerAliases(String type, Principal[] issuers) {
    return new String[] {Keys.name(keys.get().number)};
  }

  @Override
  public String[] getClientAliases(String type, Principal[] issuers) {
    return new String[0];
  }

  @Override
  public @Nullable String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
    return null;
  }
}
