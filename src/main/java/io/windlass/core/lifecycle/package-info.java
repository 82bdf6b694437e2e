/** What the marks on a pod say about its life: ready, available, being updated, being deleted. */
@NullMarked
package io.windlass.core.lifecycle;

import org.jspecify.annotations.NullMarked;
