/**
 * A whole day of an autoscaled shop in seconds: a cluster on stepped time with the controllers in
 * it, and what is seen of it at each step.
 */
@NullMarked
package io.windlass.manager.day;

import org.jspecify.annotations.NullMarked;
