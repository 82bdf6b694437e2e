/** Planted: stands for a library that is not to be seen everywhere. */
@NullMarked
package io.windlass.house.planted.library;

import org.jspecify.annotations.NullMarked;
