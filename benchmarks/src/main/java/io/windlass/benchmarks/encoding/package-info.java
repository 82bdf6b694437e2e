/** What reading pods costs a real API server and us, by encoding and by way of listing. */
@NullMarked
package io.windlass.benchmarks.encoding;

import org.jspecify.annotations.NullMarked;
