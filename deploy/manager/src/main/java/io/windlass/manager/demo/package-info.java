/**
 * A story without hands: acts that a person could type, what was seen while they ran, and checks
 * over what was seen.
 *
 * <p>An act talks to the cluster and collects an {@link io.windlass.manager.demo.Observation};
 * everything it then says comes from pure functions of that record ({@link
 * io.windlass.manager.demo.RolloutFigures}, {@link io.windlass.manager.demo.Checks}), so that no
 * figure can be printed that this run did not see.
 */
@NullMarked
package io.windlass.manager.demo;

import org.jspecify.annotations.NullMarked;
