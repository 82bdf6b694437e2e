/** What is known of the cluster: views of objects by key and by index. */
@NullMarked
package io.windlass.runtime.store;

import org.jspecify.annotations.NullMarked;
