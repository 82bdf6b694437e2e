/** Planted: a model that looks up. */
@NullMarked
package io.windlass.house.planted.core.model;

import org.jspecify.annotations.NullMarked;
