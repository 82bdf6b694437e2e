/** The way to a cluster, and what must be there before controllers can work in it. */
@NullMarked
package io.windlass.manager.access;

import org.jspecify.annotations.NullMarked;
