/** The definitions of OAM's kinds that a cluster is given on request, and whose it has already. */
@NullMarked
package io.windlass.oam.crd;

import org.jspecify.annotations.NullMarked;
