/** Tests of what a manager tells about itself. */
@NullMarked
package io.windlass.manager.health;

import org.jspecify.annotations.NullMarked;
