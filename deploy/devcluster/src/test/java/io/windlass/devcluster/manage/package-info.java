/** Tests of field ownership. */
@NullMarked
package io.windlass.devcluster.manage;

import org.jspecify.annotations.NullMarked;
