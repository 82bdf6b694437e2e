package io.windlass.oam.read.parts;

import io.windlass.oam.environment.Environment;

/**
 * How containers are written where they stand, and for which place they are read.
 *
 * @param plainAmounts whether amounts have OAM's first notation, in which 128 may mean mebibytes
 * @param defaultRequests whether a container that asks for nothing gets a tenth of a CPU and 128
 *     MiB, as Rudr gives it
 */
public record Dialect(
    Lookup parameters, Environment environment, boolean plainAmounts, boolean defaultRequests) {}
