/**
 * Webhooks as a whole: the server with its certificate, what it tells the cluster about itself, and
 * the second version of a type that only exists while somebody converts.
 *
 * <p>What is registered is named in one list, {@link io.windlass.manager.webhooks.Hooks}; another
 * workload adds its lines there.
 */
@NullMarked
package io.windlass.manager.webhooks;

import org.jspecify.annotations.NullMarked;
