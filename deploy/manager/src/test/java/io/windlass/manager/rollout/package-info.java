/** Tests of what people ask about a rollout. */
@NullMarked
package io.windlass.manager.rollout;

import org.jspecify.annotations.NullMarked;
