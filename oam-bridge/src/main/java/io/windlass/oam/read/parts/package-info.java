/** What both generations write alike: containers with all that is in them. */
@NullMarked
package io.windlass.oam.read.parts;

import org.jspecify.annotations.NullMarked;
