/** Defaults and validation, specified by what a Kubernetes 1.32 API server answered. */
@NullMarked
package io.windlass.devcluster.rules;

import org.jspecify.annotations.NullMarked;
