/** Builders of views that the tests of several modules share. */
@NullMarked
package io.windlass.core.testing;

import org.jspecify.annotations.NullMarked;
