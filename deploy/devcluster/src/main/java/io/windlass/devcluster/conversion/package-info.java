/** How the versions of a custom resource become each other. */
@NullMarked
package io.windlass.devcluster.conversion;

import org.jspecify.annotations.NullMarked;
