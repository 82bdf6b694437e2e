/** Planted: a workload with every impurity. */
@NullMarked
package io.windlass.house.planted.core.alpha;

import org.jspecify.annotations.NullMarked;
