/** Which pod goes first. */
@NullMarked
package io.windlass.core.order;

import org.jspecify.annotations.NullMarked;
