/**
 * The figures of devcluster as its clients see them: over TLS, with the cluster in a JVM of its
 * own.
 */
@NullMarked
package io.windlass.benchmarks.cluster;

import org.jspecify.annotations.NullMarked;
