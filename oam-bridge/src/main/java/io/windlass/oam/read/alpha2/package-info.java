/**
 * The second generation: Components that embed a workload, and parameters that write into fields of
 * it, as oam-kubernetes-runtime ran them (OAM specification v0.2).
 */
@NullMarked
package io.windlass.oam.read.alpha2;

import org.jspecify.annotations.NullMarked;
