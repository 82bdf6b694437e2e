/** What is registered, without an API server. */
@NullMarked
package io.windlass.manager.webhooks;

import org.jspecify.annotations.NullMarked;
