/** What a cluster keeps between runs: its objects, its keys. */
@NullMarked
package io.windlass.devcluster.disk;

import org.jspecify.annotations.NullMarked;
