/** A Kubernetes API with simulated nodes in one JVM. */
@NullMarked
package io.windlass.devcluster;

import org.jspecify.annotations.NullMarked;
