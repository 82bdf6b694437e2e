/** The store of views beside the plain one, the fabric8 informer's cache and client-go's. */
@NullMarked
package io.windlass.benchmarks.store;

import org.jspecify.annotations.NullMarked;
