/** Tests of what is filled into pod specs. */
@NullMarked
package io.windlass.core.podspec;

import org.jspecify.annotations.NullMarked;
