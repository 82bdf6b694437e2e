/** The states that a Component has been in, kept as ControllerRevisions. */
@NullMarked
package io.windlass.oam.revision;

import org.jspecify.annotations.NullMarked;
