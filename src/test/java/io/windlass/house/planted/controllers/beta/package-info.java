/** Planted: a reconciler that knows an adapter. */
@NullMarked
package io.windlass.house.planted.controllers.beta;

import org.jspecify.annotations.NullMarked;
