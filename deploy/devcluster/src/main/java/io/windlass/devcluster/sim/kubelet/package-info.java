/** The simulated kubelets: what happens to a pod once it is bound to a node. */
@NullMarked
package io.windlass.devcluster.sim.kubelet;

import org.jspecify.annotations.NullMarked;
