package io.windlass.oam.controller;

import io.windlass.core.model.Json;
import io.windlass.oam.database.GeneratedSecret;
import io.windlass.oam.render.Rendered;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Puts passwords into rendered Secrets: the one that is in the cluster already, and a new one where
 * there is none. Thread-safe.
 */
final class Passwords {
  private static final int BYTES = 24;

  private Passwords() {}

  /**
   * An object as it is to be applied.
   *
   * @param live as it is in the cluster, {@link Json.Obj#EMPTY} if it is not
   */
  static Rendered filled(Rendered rendered, Json.Obj live) {
    if (!GeneratedSecret.isOne(rendered.object())) {
      return rendered;
    }
    String password = GeneratedSecret.passwordOf(live).orElseGet(Passwords::fresh);
    return new Rendered(
        GeneratedSecret.with(rendered.object(), password),
        rendered.instance(),
        rendered.cause(),
        rendered.clusterScoped(),
        rendered.lent());
  }

  // Only letters, digits, - and _, so that it can stand in an address.
  private static String fresh() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
