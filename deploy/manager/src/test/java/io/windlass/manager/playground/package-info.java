/** Tests of the playground's files. */
@NullMarked
package io.windlass.manager.playground;

import org.jspecify.annotations.NullMarked;
