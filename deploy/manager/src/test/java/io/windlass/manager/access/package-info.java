/** Tests of the way to a cluster. */
@NullMarked
package io.windlass.manager.access;

import org.jspecify.annotations.NullMarked;
