/** What ServiceAccounts mean to others: to the pods that run under them, to Secrets with tokens. */
@NullMarked
package io.windlass.devcluster.auth.account;

import org.jspecify.annotations.NullMarked;
