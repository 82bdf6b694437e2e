/**
 * What the controllers of workloads have in common: pods as they see them, whom a pod belongs to,
 * and the writes they make. A controller is told of a change, gathers what concerns one of its
 * objects, asks a pure decision what follows, and carries that out.
 *
 * <p>Trace of a pod that was deleted by hand: the census tells the {@link
 * io.windlass.devcluster.sim.workload.PodCatalog}, which forgets it and tells the loops; the loop
 * of the kind that controlled it touches the owner's key; the owner's step counts its pods in the
 * catalog, finds one missing, and has the {@link io.windlass.devcluster.sim.workload.PodWriter}
 * create another.
 */
@NullMarked
package io.windlass.devcluster.sim.workload;

import org.jspecify.annotations.NullMarked;
