/** The certificates of the webhooks: made, kept in a Secret that all replicas share, renewed. */
@NullMarked
package io.windlass.manager.tls;

import org.jspecify.annotations.NullMarked;
