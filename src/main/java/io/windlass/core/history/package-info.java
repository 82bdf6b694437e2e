/** What workloads share that keep their history in ControllerRevisions. */
@NullMarked
package io.windlass.core.history;

import org.jspecify.annotations.NullMarked;
