/** Requests that no client should send. */
@NullMarked
package io.windlass.devcluster.hostile;

import org.jspecify.annotations.NullMarked;
