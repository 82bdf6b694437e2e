/** Tests of the measurement of rollouts. */
@NullMarked
package io.windlass.manager.bench;

import org.jspecify.annotations.NullMarked;
