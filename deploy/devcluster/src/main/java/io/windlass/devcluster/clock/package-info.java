/** The one clock of a cluster: real, or stepped by a test. */
@NullMarked
package io.windlass.devcluster.clock;

import org.jspecify.annotations.NullMarked;
