/** The API types of Windlass and the CRD documents that are generated from them. */
@NullMarked
package io.windlass.crds;

import org.jspecify.annotations.NullMarked;
