/** What was sent to the cluster and is not known to have happened. */
@NullMarked
package io.windlass.runtime.expect;

import org.jspecify.annotations.NullMarked;
