/** Shapes of objects, specified by what a Kubernetes 1.32 API server answered. */
@NullMarked
package io.windlass.devcluster.schema;

import org.jspecify.annotations.NullMarked;
