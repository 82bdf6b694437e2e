/**
 * Tokens of ServiceAccounts: signed, issued on request, believed as long as what they are bound to
 * is there.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/">
 *     Managing Service Accounts</a>
 */
@NullMarked
package io.windlass.devcluster.auth.token;

import org.jspecify.annotations.NullMarked;
