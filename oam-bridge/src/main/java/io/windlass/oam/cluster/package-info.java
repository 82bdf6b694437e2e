/**
 * The cluster as the bridge sees it: which kinds there are, objects by kind and name, and what
 * applications may use.
 */
@NullMarked
package io.windlass.oam.cluster;

import org.jspecify.annotations.NullMarked;
