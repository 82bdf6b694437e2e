/** Keys for servers of tests. */
@NullMarked
package io.windlass.manager.tls;

import org.jspecify.annotations.NullMarked;
