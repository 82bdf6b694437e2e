/** Generates the CRD documents, compares them with the files, and tests what is read from them. */
@NullMarked
package io.windlass.crds;

import org.jspecify.annotations.NullMarked;
