/** Admission webhooks: who is asked about which request, in which order, and what they may do. */
@NullMarked
package io.windlass.devcluster.admission;

import org.jspecify.annotations.NullMarked;
