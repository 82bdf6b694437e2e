package io.windlass.oam.controller;

import io.windlass.core.model.Json;
import io.windlass.oam.database.GeneratedSecret;
import io.windlass.oam.render.Rendered;
import java.util.function.Supplier;

/**
 * Puts passwords into rendered Secrets: the one that is in the cluster already, and a new one where
 * there is none. Thread-safe.
 *
 * @param fresh passwords that nobody can guess, of characters that can stand in an address
 */
record Passwords(Supplier<String> fresh) {
  /**
   * An object as it is to be applied.
   *
   * @param live as it is in the cluster, {@link Json.Obj#EMPTY} if it is not
   */
  Rendered filled(Rendered rendered, Json.Obj live) {
    if (!GeneratedSecret.isOne(rendered.object())) {
      return rendered;
    }
    String password = GeneratedSecret.passwordOf(live).orElseGet(fresh);
    return new Rendered(
        GeneratedSecret.with(rendered.object(), password),
        rendered.instance(),
        rendered.cause(),
        rendered.clusterScoped(),
        rendered.lent());
  }
}
