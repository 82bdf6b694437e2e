/** Calls to servers of others over HTTPS: admission and conversion webhooks. */
@NullMarked
package io.windlass.devcluster.webhook;

import org.jspecify.annotations.NullMarked;
