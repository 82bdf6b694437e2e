/**
 * The checks {@code TPA001} to {@code TPA055}: what is refused, what is warned of, what is only a
 * condition. The webhook and the controller ask the same functions; those that need the request
 * (028, 054, 055) answer only where there is one. What the document itself says wrongly is found
 * where it is read, in {@code spec}.
 */
@NullMarked
package io.windlass.core.autoscaling.check;

import org.jspecify.annotations.NullMarked;
