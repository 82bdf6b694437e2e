/**
 * Who asks and for what: users, the one on whose behalf a thread works, and what is to be allowed.
 */
@NullMarked
package io.windlass.devcluster.auth;

import org.jspecify.annotations.NullMarked;
