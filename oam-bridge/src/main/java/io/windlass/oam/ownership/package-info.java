/**
 * Who decides which field of a component: one table, from which the schemas, admission and the
 * command line say the same.
 */
@NullMarked
package io.windlass.oam.ownership;

import org.jspecify.annotations.NullMarked;
