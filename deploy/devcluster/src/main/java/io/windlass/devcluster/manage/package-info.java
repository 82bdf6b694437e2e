/** Who owns which field of an object: {@code metadata.managedFields} and server-side apply. */
@NullMarked
package io.windlass.devcluster.manage;

import org.jspecify.annotations.NullMarked;
