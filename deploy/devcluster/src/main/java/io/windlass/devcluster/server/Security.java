package io.windlass.devcluster.server;

import io.windlass.devcluster.auth.rbac.Rbac;
import io.windlass.devcluster.auth.token.AccountTokens;
import io.windlass.devcluster.auth.token.TokenKey;
import io.windlass.devcluster.auth.token.TokenRequests;
import io.windlass.devcluster.clock.ClusterClock;
import io.windlass.devcluster.rest.Registry;

/** What decides who may do what, and the tokens that say who somebody is. */
public record Security(Rbac rbac, TokenKey key, AccountTokens tokens, TokenRequests requests) {
  /** Security with tokens that one key signs, for the accounts of a cluster. */
  public static Security with(Rbac rbac, TokenKey key, ClusterClock clock, Registry registry) {
    return new Security(
        rbac,
        key,
        new AccountTokens(key, clock, registry),
        new TokenRequests(key, clock, registry));
  }
}
