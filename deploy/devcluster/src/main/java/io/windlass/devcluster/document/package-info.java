/** JSON documents as trees: reading, writing and walking them. */
@NullMarked
package io.windlass.devcluster.document;

import org.jspecify.annotations.NullMarked;
