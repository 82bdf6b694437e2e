/** The verb list: which page of which version of a type's objects a client asks for. */
@NullMarked
package io.windlass.devcluster.read;

import org.jspecify.annotations.NullMarked;
