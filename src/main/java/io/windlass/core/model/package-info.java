/** Values that every decision is made of. */
@NullMarked
package io.windlass.core.model;

import org.jspecify.annotations.NullMarked;
