/** Which of several managers acts: one Lease, taken, kept and given back. */
@NullMarked
package io.windlass.manager.lead;

import org.jspecify.annotations.NullMarked;
