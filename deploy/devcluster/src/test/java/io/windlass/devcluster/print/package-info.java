/** Server-side printing, specified by what a Kubernetes 1.32 API server printed. */
@NullMarked
package io.windlass.devcluster.print;

import org.jspecify.annotations.NullMarked;
