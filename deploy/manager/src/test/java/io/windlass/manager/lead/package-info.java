/** Tests of the part that a manager takes in the election. */
@NullMarked
package io.windlass.manager.lead;

import org.jspecify.annotations.NullMarked;
