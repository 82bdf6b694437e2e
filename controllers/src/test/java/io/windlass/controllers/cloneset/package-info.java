/** Tests of the shell around CloneSet's planner. */
@NullMarked
package io.windlass.controllers.cloneset;

import org.jspecify.annotations.NullMarked;
