/**
 * The only doors out of the engine: time, threads, the cluster, figures.
 *
 * <p>Production opens them on the system clock, virtual threads and an API server; tests on stepped
 * time, one thread and fakes. Nothing in the engine starts a thread or reads a clock by itself.
 */
@NullMarked
package io.windlass.runtime.port;

import org.jspecify.annotations.NullMarked;
