/** Files that people write for a cluster: read whole, or refused with the place and a remedy. */
@NullMarked
package io.windlass.devcluster.file;

import org.jspecify.annotations.NullMarked;
