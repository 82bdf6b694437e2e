/** What can be asked of a running pod: to be evicted within its budget, and what it has logged. */
@NullMarked
package io.windlass.devcluster.pod;

import org.jspecify.annotations.NullMarked;
