/** Instances as objects of Kubernetes. */
@NullMarked
package io.windlass.oam.render;

import org.jspecify.annotations.NullMarked;
