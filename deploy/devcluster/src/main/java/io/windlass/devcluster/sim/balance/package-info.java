/** Addresses from outside: of Services of type LoadBalancer and of Ingresses. */
@NullMarked
package io.windlass.devcluster.sim.balance;

import org.jspecify.annotations.NullMarked;
