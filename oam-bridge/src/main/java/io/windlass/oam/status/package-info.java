/**
 * What became of an application, in the words of its status, and what it has left in the cluster.
 */
@NullMarked
package io.windlass.oam.status;

import org.jspecify.annotations.NullMarked;
