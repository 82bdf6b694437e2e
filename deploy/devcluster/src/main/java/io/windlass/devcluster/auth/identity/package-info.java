/** Who sends a request: client certificates, bearer tokens, impersonation. */
@NullMarked
package io.windlass.devcluster.auth.identity;

import org.jspecify.annotations.NullMarked;
