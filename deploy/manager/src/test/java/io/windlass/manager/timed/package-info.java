/** Autoscalers on stepped time: a whole day of schedule and load, and what may go wrong in it. */
@NullMarked
package io.windlass.manager.timed;

import org.jspecify.annotations.NullMarked;
