/** Lists, page by page, without a server. */
@NullMarked
package io.windlass.devcluster.read;

import org.jspecify.annotations.NullMarked;
