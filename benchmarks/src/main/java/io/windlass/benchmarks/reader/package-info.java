/**
 * What it costs to read pods: from the bytes on a socket to a view, to a worker, to a full store.
 *
 * <p>A server in a process of its own says what an API server would have said, in either encoding;
 * its own work is not counted. Each path that is compared runs in a process of its own as well, and
 * what is counted is the CPU time of that process, whatever its threads.
 */
@NullMarked
package io.windlass.benchmarks.reader;

import org.jspecify.annotations.NullMarked;
