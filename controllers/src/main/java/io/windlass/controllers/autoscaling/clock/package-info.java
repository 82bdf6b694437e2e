/** Wakes autoscalers at instants, and spreads what they write over time. */
@NullMarked
package io.windlass.controllers.autoscaling.clock;

import org.jspecify.annotations.NullMarked;
