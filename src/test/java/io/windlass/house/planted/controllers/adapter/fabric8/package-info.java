/** Planted: an adapter that knows a reconciler. */
@NullMarked
package io.windlass.house.planted.controllers.adapter.fabric8;

import org.jspecify.annotations.NullMarked;
