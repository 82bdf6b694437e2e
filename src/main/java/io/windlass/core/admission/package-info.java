/**
 * Admission by webhook as pure functions: a request in, an answer out. The adapters speak HTTP and
 * know which function answers which path.
 */
@NullMarked
package io.windlass.core.admission;

import org.jspecify.annotations.NullMarked;
