/** The life of namespaces: what each is given, and how one is emptied. */
@NullMarked
package io.windlass.devcluster.sim.namespace;

import org.jspecify.annotations.NullMarked;
