/** Pods as API servers send them: about 10.8 KB of JSON, of thousands of different templates. */
@NullMarked
package io.windlass.benchmarks.pods;

import org.jspecify.annotations.NullMarked;
